"""The large reader's weights; realpolitik reads them where it is asked for ``--reader large``."""
