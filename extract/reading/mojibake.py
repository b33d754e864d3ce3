"""Text that was decoded wrongly once: UTF-8 read as Windows-1252, signs left as control
characters."""

from __future__ import annotations

import re

# What such damage always holds: the first byte of a sign of UTF-8, read as a letter, before a sign
# that such a byte is followed by; or a control character beyond ASCII.
_SUSPECT = re.compile(
    "[\u00c2-\u00f4\u0102\u0103\u0413\u0414\u0420\u0421\u0432]"
    "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac"
    "\u2122]|[\u0080-\u0084\u0086-\u009f]"
)


def mend_encoding(text: str) -> tuple[str, bool]:
    """Return a text with wrongly decoded signs mended, and whether any were.

    Nothing else of the text is changed. Whether a sequence is damage is judged by ``ftfy``.

    Examples
    --------
    >>> mend_encoding("SÃ£o TomÃ©â€™s consul"), mend_encoding("naïve, São")
    (('São Tomé’s consul', True), ('naïve, São', False))
    """
    if text.isascii() or not _SUSPECT.search(text):
        return text, False
    from ftfy import TextFixerConfig, fix_encoding
    from ftfy.fixes import fix_c1_controls

    mended = fix_c1_controls(fix_encoding(text, TextFixerConfig()))
    return mended, mended != text
