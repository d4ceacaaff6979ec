"""Reading texts: files of eight formats, folders and standard input become documents."""

from corpus.reading._errors import (
    ArchiveTooLarge,
    BinaryFile,
    BrokenJson,
    BrokenRow,
    EmptyDocument,
    EncryptedFile,
    FileMissing,
    FileTooLarge,
    MissingColumn,
    NoReadableFiles,
    ScannedPdf,
    TooHeavy,
    UnknownFormat,
    UnreadableFile,
)
from corpus.reading._sources import FORMATS, read_rows, read_sources
from corpus.reading._table import Columns

__all__ = [
    "FORMATS",
    "ArchiveTooLarge",
    "BinaryFile",
    "BrokenJson",
    "BrokenRow",
    "Columns",
    "EmptyDocument",
    "EncryptedFile",
    "FileMissing",
    "FileTooLarge",
    "MissingColumn",
    "NoReadableFiles",
    "ScannedPdf",
    "TooHeavy",
    "UnknownFormat",
    "UnreadableFile",
    "read_rows",
    "read_sources",
]
