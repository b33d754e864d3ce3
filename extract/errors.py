"""Every error that realpolitik raises on purpose.

::

    RealpolitikError
    ├── InputError          something given cannot be read
    │   ├── SourceNotFound      no such file, or a folder without articles
    │   └── DataError           a data file of the package or the user breaks its schema
    ├── OutputError         something asked for cannot be written there
    │   └── WriteFailure        writing began and broke off (the disk is full, the device is gone)
    ├── ModelError          a language model that is missing or does not speak UD
    ├── StoreError          the store is busy, damaged or of another version
    │   └── StoreFailure        it was open and writing to it broke off
    └── QueryError          a question that cannot be answered as asked (unknown actor, bad date)

A message says what happened, and what to do next. The command ends with 2 where it was asked for
something that cannot be done, and with 1 where it was asked rightly and something failed.
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
    """Something asked for cannot be written where it was asked for."""


class WriteFailure(OutputError):
    """Writing began and broke off: the disk is full, the device is gone."""

    exit_code = 1


class ModelError(RealpolitikError):
    """A language model is missing, or does not speak Universal Dependencies."""


class StoreError(RealpolitikError):
    """The store is busy, damaged, or of another version."""


class StoreFailure(StoreError):
    """An open store could not be written to, or read; what was finished before is kept."""

    exit_code = 1


class QueryError(RealpolitikError):
    """A question cannot be answered as it was asked."""
