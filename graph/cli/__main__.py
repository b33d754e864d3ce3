"""``python -m graph.cli`` is the ``realpolitik`` command."""

from graph.cli import main

if __name__ == "__main__":
    main()
