"""What can be wrong with a source, each with its message.

ReadError
├── FileMissing
├── UnknownFormat
├── NoReadableFiles     a folder without any file that can be read
├── EmptyDocument
│   └── ScannedPdf      pages of images, no letters
├── BinaryFile
├── FileTooLarge
│   └── ArchiveTooLarge small on disk, huge when unpacked
├── UnreadableFile
│   ├── EncryptedFile
│   └── TooHeavy        the parser ran out of time or memory
├── BrokenJson
├── BrokenRow
└── MissingColumn
"""

from corpus._errors import ReadError


class FileMissing(ReadError):
    """There is nothing at this path."""

    templates = {
        "nl": "{source} bestaat niet; controleer de naam en de map.",
        "en": "{source} does not exist; check the name and the folder.",
    }


class UnknownFormat(ReadError):
    """The suffix is none that debatkaart reads."""

    templates = {
        "nl": "{source} heeft geen indeling die gelezen kan worden; bewaar de tekst als een van {formats}.",
        "en": "{source} is not in a format that can be read; save the text as one of {formats}.",
    }


class NoReadableFiles(ReadError):
    """A folder holds no file of a known format."""

    templates = {
        "nl": "De map {source} bevat geen bestand dat gelezen kan worden; zet er bestanden in van de soort {formats}.",
        "en": "The folder {source} holds no file that can be read; put files into it of the kinds {formats}.",
    }


class EmptyDocument(ReadError):
    """Not one letter or digit of text."""

    templates = {
        "nl": "{source} bevat geen tekst; controleer of dit het goede bestand is.",
        "en": "{source} holds no text; check that this is the right file.",
    }


class ScannedPdf(EmptyDocument):
    """Pages without text, mostly scans."""

    templates = {
        "nl": "{source} bevat alleen beeld en geen tekst; haal het eerst door tekstherkenning (OCR).",
        "en": "{source} holds images only and no text; run text recognition (OCR) on it first.",
    }


class BinaryFile(ReadError):
    """The bytes are not those of a text."""

    templates = {
        "nl": "{source} is geen tekstbestand, al heet het zo; geef het zijn echte extensie of bewaar het als tekst.",
        "en": "{source} is not a text file, whatever its name; give it its real suffix or save it as text.",
    }


class FileTooLarge(ReadError):
    """More bytes than the limit of its format."""

    templates = {
        "nl": "{source} is groter dan de grens van {limit_mb} MB voor deze soort; splits het in kleinere delen.",
        "en": "{source} is above the limit of {limit_mb} MB for this kind; split the file into smaller parts.",
    }


class ArchiveTooLarge(FileTooLarge):
    """The parts of a docx unpack to more than the limit."""

    templates = {
        "nl": "{source} wordt uitgepakt groter dan de grens van {limit_mb} MB; bewaar het zonder afbeeldingen.",
        "en": "{source} unpacks to more than the limit of {limit_mb} MB; save it without pictures.",
    }


class UnreadableFile(ReadError):
    """The system or the parser of the format refused it; `reason` is their own word."""

    templates = {
        "nl": "{source} kan niet gelezen worden ({reason}); open het bestand zelf en bewaar het opnieuw.",
        "en": "{source} cannot be read ({reason}); open the file yourself and save it again.",
    }


class EncryptedFile(UnreadableFile):
    """A password is needed."""

    templates = {
        "nl": "{source} is met een wachtwoord beveiligd of in een oude indeling; bewaar het opnieuw zonder wachtwoord.",
        "en": "{source} is protected by a password or in an old format; save it again without a password.",
    }


class TooHeavy(UnreadableFile):
    """The parser needed more time or memory than it may have."""

    templates = {
        "nl": "{source} kost meer dan {seconds} seconden of {limit_mb} MB geheugen om te lezen; splits het bestand.",
        "en": "{source} takes more than {seconds} seconds or {limit_mb} MB of memory to read; split the file.",
    }


class BrokenJson(ReadError):
    """A line of a .jsonl file is not a JSON object."""

    templates = {
        "nl": "{source}, regel {line}: geen geldig JSON-object ({reason}); zet op elke regel precies één object.",
        "en": "{source}, line {line}: not a valid JSON object ({reason}); put exactly one object on each line.",
    }


class BrokenRow(ReadError):
    """A row of a .csv file has more cells than the header, or its quotes do not close."""

    templates = {
        "nl": "{source}, rij {line}: past niet onder de kopregel ({reason}); zet aanhalingstekens om cellen met een "
        "scheidingsteken.",
        "en": "{source}, row {line}: does not fit the header ({reason}); quote cells that hold a delimiter.",
    }


class MissingColumn(ReadError):
    """A table has no such column; `columns` names those it has."""

    templates = {
        "nl": "{source} heeft geen kolom {column}; kies er een uit: {columns}.",
        "en": "{source} has no column {column}; choose one of: {columns}.",
    }
