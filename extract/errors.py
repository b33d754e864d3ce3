"""Every error that realpolitik raises on purpose.

::

    RealpolitikError
    ├── InputError          something given cannot be read
    │   ├── SourceNotFound      no such file, or a folder without articles
    │   └── DataError           a data file of the package or the user breaks its schema
    ├── OutputError         something asked for cannot be written
    ├── ModelError          a language model that is missing or does not speak UD
    ├── StoreError          the store is busy, damaged or of another version
    └── QueryError          a question that cannot be answered as asked (unknown actor, bad date)

A message says what happened, and what to do next.
"""


class RealpolitikError(Exception):
    """Base of all errors that realpolitik raises on purpose; ``exit_code`` is the command's."""

    exit_code = 2


class InputError(RealpolitikError):
    """Something given cannot be read."""


class SourceNotFound(InputError):
    """No such file, or a folder that holds no article."""


class DataError(InputError):
    """A data file, of the package or of the user, breaks its schema."""


class OutputError(RealpolitikError):
    """Something asked for cannot be written."""


class ModelError(RealpolitikError):
    """A language model is missing, or does not speak Universal Dependencies."""


class StoreError(RealpolitikError):
    """The store is busy, damaged, or of another version."""


class QueryError(RealpolitikError):
    """A question cannot be answered as it was asked."""
