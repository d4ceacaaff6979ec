"""What a file of labels holds, whatever its format, and taking it in: what is double or in conflict is reported."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from corpus import ArgumentMap, Debate, DebatkaartError, Document, Language, Provenance, Sentence
from pipeline.judgements import Judgements
from pipeline.labels.label import InvalidLabel, KeptJudgement, Label, Place

# A file of labels is made by people; more than this is something else.
LARGEST_FILE = 200_000_000


class LabelsRefused(DebatkaartError):
    """A file is not of the format that it was given as; carries `source`."""

    templates: ClassVar[Mapping[Language, str]] = {
        "nl": "{source} is geen bruikbaar labelbestand: {reason_nl}.",
        "en": "{source} is not a usable file of labels: {reason_en}.",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A label in a file.

    Attributes:
        where: The place in the file, for messages ("3": line, row or task).
        text: The words, where the file gives them, to be compared with the text itself.
        annotator: None where the file names nobody.
        made: None where the file has no time.
        random_share: True where the file says that chance drew the sentence.
    """

    where: str
    place: Place
    label: Label
    text: str | None = None
    annotator: str | None = None
    made: str | None = None
    model: str = ""
    random_share: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something in a file that cannot be used, in both languages."""

    where: str
    nl: str
    en: str

    def message(self, language: Language) -> str:
        """The place and the reason, in `language`."""
        return f"{self.where}: {self.nl if language == 'nl' else self.en}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelFile:
    """Everything in a file: texts (their ids are hashes), debates, labels, and what could not be read."""

    documents: tuple[Document, ...] = ()
    debates: tuple[Debate, ...] = ()
    labels: tuple[Given, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One person who says two things of one sentence: what is kept, or came first, and what the file says."""

    where: str
    annotator: str
    place: Place
    kept: Label
    given: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of a file.

    Attributes:
        duplicates: Labels that were there already.
        elsewhere: Labels added on a stretch of text that is no sentence of ours, so that no map shows them.
    """

    added: int
    duplicates: int
    elsewhere: int
    conflicts: tuple[Conflict, ...]
    faults: tuple[Fault, ...]


def take_in(
    judgements: Judgements,
    file: LabelFile,
    *,
    annotator: str | None,
    now: str,
    replace_own: bool = False,
) -> Taken:
    """Keep the labels of a file; where an error stops this, nothing of it is kept.

    Args:
        annotator: Whose labels they are where the file names nobody.
        now: The moment, ISO 8601.
        replace_own: In a conflict let the file count, and not what the person said before; both are reported and kept.
    """
    argument_map = _as_map(file)
    with judgements.together():
        judgements.register(argument_map, registered=now)
        taking = _Taking(judgements=judgements, now=now, replace=replace_own)
        for given in file.labels:
            taking.take(given, annotator=given.annotator or annotator)
        judgements.mark_random(given.place for given in file.labels if given.random_share)
    return Taken(
        added=taking.added,
        duplicates=taking.duplicates,
        elsewhere=taking.elsewhere,
        conflicts=tuple(taking.conflicts),
        faults=(*file.faults, *taking.faults),
    )


class _Taking:
    """What is counted while the labels of a file are taken one by one."""

    def __init__(self, *, judgements: Judgements, now: str, replace: bool) -> None:
        self._judgements, self._now, self._replace = judgements, now, replace
        self._known = judgements.hashes()
        self._texts: dict[str, str | None] = {}
        self._kept = {(one.annotator, one.place): one.label for one in judgements.standing()}
        self.added = self.duplicates = self.elsewhere = 0
        self.conflicts: list[Conflict] = []
        self.faults: list[Fault] = []

    def take(self, given: Given, *, annotator: str | None) -> None:
        """Keep one label, or count why not."""
        if fault := self._fault(given, annotator):
            self.faults.append(fault)
            return
        assert annotator is not None  # noqa: S101 - `_fault` refuses it
        before = self._kept.get((annotator, given.place))
        if before == given.label:
            self.duplicates += 1
            return
        if before is not None:
            told = Conflict(where=given.where, annotator=annotator, place=given.place, kept=before, given=given.label)
            self.conflicts.append(told)
        if before is None or self._replace:
            self._add(given, annotator)

    def _add(self, given: Given, annotator: str) -> None:
        is_ours = self._judgements.is_sentence(given.place)
        if fault := _record(self._judgements, given, person=annotator, now=self._now):
            self.faults.append(fault)
            return
        self.added += 1
        self.elsewhere += not is_ours
        self._kept[annotator, given.place] = given.label

    def _fault(self, given: Given, annotator: str | None) -> Fault | None:
        if annotator is None:
            return _nobody(given)
        text = self._text(given.place.document)
        if text is None:
            return _no_text(given)
        if given.text is not None and text[given.place.start : given.place.end] != given.text:
            return _other_words(given)
        return None

    def _text(self, sha256: str) -> str | None:
        if sha256 not in self._texts:
            self._texts[sha256] = self._judgements.document(sha256).text if sha256 in self._known else None
        return self._texts[sha256]


def _record(judgements: Judgements, given: Given, *, person: str, now: str) -> Fault | None:
    try:
        judgements.record(
            given.place, given.label, annotator=person, made=given.made or now, model=given.model, shown=False
        )
    except InvalidLabel as error:
        return invalid(given.where, error)
    return None


def invalid(where: str, error: InvalidLabel) -> Fault:
    """A fault for a label that contradicts itself."""
    return Fault(where=where, nl=error.message("nl"), en=error.message("en"))


def _nobody(given: Given) -> Fault:
    return Fault(
        where=given.where,
        nl="er staat niet bij wie dit zei; geef de naam met --annotator",
        en="it does not say who said this; give the name with --annotator",
    )


def _no_text(given: Given) -> Fault:
    return Fault(
        where=given.where,
        nl="de tekst is hier niet bekend en staat niet in het bestand; open eerst de kaart met die tekst bij Labelen",
        en="the text is not known here and not in the file; first open the map with that text under Label",
    )


def _other_words(given: Given) -> Fault:
    return Fault(
        where=given.where,
        nl=f"op {given.place.start}–{given.place.end} staat iets anders in de tekst dan in het bestand",
        en=f"the text has other words at {given.place.start}–{given.place.end} than the file",
    )


def _as_map(file: LabelFile) -> ArgumentMap:
    return ArgumentMap(
        made_by=Provenance(software="debatkaart", model="", created=""),
        debates=file.debates,
        documents=file.documents,
        sentences=tuple(_sentences(file)),
    )


def _sentences(file: LabelFile) -> Iterator[Sentence]:
    """The sentences of the texts in a file: those of our splitter, and the labelled ones as they come."""
    from corpus.sentences import split_units  # noqa: PLC0415 - only a file with texts needs the splitter
    from corpus.speakers import attribute_speakers  # noqa: PLC0415

    for document in file.documents:
        units = split_units(document.text)
        for unit, speaker in zip(units, attribute_speakers(document.text, units), strict=True):
            yield Sentence(
                id=f"{document.id}.{unit.start}",
                document=document.id,
                start=unit.start,
                end=unit.end,
                text=document.text[unit.start : unit.end],
                kind=unit.kind,
                speaker=speaker,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What is written to a file: the judgements that stand, with their texts and debates.

    Attributes:
        documents: By hash.
    """

    judgements: tuple[KeptJudgement, ...]
    documents: Mapping[str, Document]
    debates: tuple[Debate, ...]

    def text(self, place: Place) -> str:
        """The words of a sentence."""
        return self.documents[place.document].text[place.start : place.end]

    def by_document(self) -> dict[str, list[KeptJudgement]]:
        """The judgements of each text, in its order."""
        found: dict[str, list[KeptJudgement]] = {sha256: [] for sha256 in self.documents}
        for one in sorted(self.judgements, key=lambda each: (each.place, each.id)):
            found[one.place.document].append(one)
        return found


def shelf_of(judgements: Judgements, *, annotators: Sequence[str] = ()) -> Shelf:
    """All that stands, or that of some people."""
    standing = tuple(one for one in judgements.standing() if not annotators or one.annotator in annotators)
    hashes = dict.fromkeys(one.place.document for one in standing)
    return Shelf(
        judgements=standing,
        documents={sha256: judgements.document(sha256) for sha256 in hashes},
        debates=judgements.debates(),
    )


Reader = Callable[[bytes, str], LabelFile]
Writer = Callable[[Shelf], Iterable[bytes]]


def refuse(source: str, *, nl: str, en: str) -> LabelsRefused:
    """The error for a file that is something else altogether."""
    return LabelsRefused(source=source, reason_nl=nl, reason_en=en)
