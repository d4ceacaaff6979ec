"""From bytes to text: the encoding is detected, not assumed."""

import codecs
import re
import unicodedata

from corpus.reading._errors import BinaryFile

# UTF-32 comes first: its little-endian mark begins with that of UTF-16.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SIGNATURES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"{\\rtf",
)
SAMPLE = 65_536
# ASCII text in UTF-16 has a NUL in every second byte; other texts have none at all.
UTF16_NUL_SHARE = 0.4
CONTROL_SHARE = 0.01
CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
# The encodings of one byte a letter that Dutch texts come in: Windows, old Macs, DOS.
SINGLE_BYTE = ("cp1252", "mac_roman", "cp850")
WORD_LETTERS = frozenset("áàâäãåçéèêëíìîïñóòôöúùûüýÿøæœßÁÀÂÄÇÉÈÊËÍÎÏÑÓÔÖÚÛÜØ")
SIGNS = frozenset("‘’“”„–—…•€«»°²³½¼©®£§´·×µ\u00a0\u00ad")

_CONTINUATION = "".join(bytes([b]).decode("cp1252", "ignore") for b in range(0x80, 0xC0)) + "\x81\x8d\x8f\x90\x9d"
MOJIBAKE = re.compile(rf"[ÃÅ][{re.escape(_CONTINUATION)}]|â€|â‚¬|Â[\u00a0-\u00bf]|ï»¿|\ufffd")


def decode(raw: bytes, *, source: str, declared: str | None = None) -> str:
    """The text in `raw`, newlines as they are, without byte order mark.

    Bytes that fit no encoding become U+FFFD, which `has_mojibake` reports.

    Args:
        raw: The whole file.
        source: Its name, for the error.
        declared: The encoding that the file itself names; believed only where UTF-8 does not fit.

    Raises:
        BinaryFile: These are not the bytes of a text.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _checked(raw[len(mark) :].decode(encoding, "replace"), source)
    if utf16 := _unmarked_utf16(raw[:SAMPLE]):
        return _checked(raw.decode(utf16, "replace"), source)
    if _is_binary(raw):
        raise BinaryFile(source=source)
    return _decode_bytes(raw, declared)


def has_mojibake(text: str) -> bool:
    """Whether signs of a wrong decoding are in `text`, such as "Ã©" for "é"."""
    return MOJIBAKE.search(text) is not None


def _checked(text: str, source: str) -> str:
    sample = text[:SAMPLE]
    odd = sum(unicodedata.category(letter) in ("Cc", "Co", "Cn") and letter not in "\t\n\v\f\r" for letter in sample)
    if "\0" in text or odd > max(1, len(sample) * CONTROL_SHARE):
        raise BinaryFile(source=source)
    return text


def _unmarked_utf16(sample: bytes) -> str | None:
    half = len(sample) // 2
    if not half:
        return None
    high, low = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if low > UTF16_NUL_SHARE and high < low / 8:
        return "utf-16-le"
    return "utf-16-be" if high > UTF16_NUL_SHARE and low < high / 8 else None


def _is_binary(raw: bytes) -> bool:
    sample = raw[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, CONTROLS))
    return b"\0" in raw or raw.startswith(SIGNATURES) or controls > len(sample) * CONTROL_SHARE


def _decode_bytes(raw: bytes, declared: str | None) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_declared(raw, declared) or _mostly_utf8(raw) or _decode_single_byte(raw)


def _decode_declared(raw: bytes, declared: str | None) -> str | None:
    try:
        # What pages call Latin-1 is in practice its superset, Windows-1252 (as browsers read it).
        name = codecs.lookup(declared or "utf-8").name
        return raw.decode("cp1252" if name in ("iso8859-1", "ascii") else name)
    except (LookupError, UnicodeError):
        return None


def _mostly_utf8(raw: bytes) -> str | None:
    """A UTF-8 text with a few broken bytes, such as one cut off in the middle of a letter."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(text) - sum(map(str.isascii, text)) - broken
    return text if broken * 2 <= whole else None


def _decode_single_byte(raw: bytes) -> str:
    texts = [raw.decode(encoding, "replace") for encoding in SINGLE_BYTE]
    return max(texts, key=lambda text: _plausibility(text[:SAMPLE]))


def _plausibility(text: str) -> int:
    """How many of the letters beyond ASCII stand where Dutch would have them, less those that do not."""
    padded = f" {text} "
    return sum(
        1 if _is_at_home(padded[at - 1], letter, padded[at + 1]) else -1
        for at, letter in enumerate(padded)
        if not letter.isascii()
    )


def _is_at_home(before: str, letter: str, after: str) -> bool:
    if letter in WORD_LETTERS:
        return (before.isalpha() or after.isalpha()) and not (letter.isupper() and before.islower())
    return letter in SIGNS and not (letter not in "’\u00ad" and before.isalpha() and after.isalpha())
