"""A map rich enough to look at: eight invented documents on two debates, and maps that are large or hostile."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from corpus import (
    ArgumentMap,
    Debate,
    Document,
    Judgement,
    KeyPoint,
    Kind,
    Pole,
    Provenance,
    Relation,
    RelationType,
    Role,
    Sentence,
    Side,
    Stance,
)
from dashboard.state import Loaded
from pipeline.analysis.index import build_index

CARS = Debate(
    id="autovrij-centrum",
    question="Moet het centrum van Waterdam autovrij worden?",
    poles=(
        Pole(id=Side.A, name="autovrij", statement="Het centrum van Waterdam moet autovrij worden."),
        Pole(id=Side.B, name="bereikbaar met de auto", statement="Het centrum moet met de auto bereikbaar blijven."),
    ),
)
BUDGET = Debate(
    id="wijkbudget",
    question="Wie beslist over het geld voor de wijk?",
    poles=(
        Pole(id=Side.A, name="bewoners", statement="Bewoners moeten zelf beslissen over het geld voor hun wijk."),
        Pole(id=Side.B, name="de gemeente", statement="De gemeente moet beslissen over het geld voor de wijken."),
    ),
)
DEBATES = (CARS, BUDGET)
ROLES = {
    "c": Role.CLAIM,
    "p": Role.PREMISE,
    "k": Role.CRITICISM,
    "r": Role.RECOMMENDATION,
    "n": Role.NONE,
}
SIDES = {"a": Side.A, "b": Side.B, "o": Side.NEUTRAL}
# role, stance on each debate (upper case: uncertain; -: none), speaker: text #key point @addressee
LINE = re.compile(r"^(?P<role>[ckprnh]) (?P<sides>[abo-]{2}) (?P<speaker>[^:]{1,40}): (?P<rest>.+)$", re.IGNORECASE)

TEXTS: tuple[tuple[dict[str, str | None], str], ...] = (
    (
        {"title": "Geef het plein terug", "source": "waterbode.txt", "date": "2026-01-14", "author": "Ineke Verhoef"},
        """
h -- -: Geef het plein terug
n -- author: Wie op zaterdag over de Grote Markt loopt, loopt vooral om auto's heen.
c a- author: Het hart van de stad hoort van voetgangers te zijn, niet van blik. #ruimte
p a- author: Op de markt is nu meer plaats voor geparkeerde auto's dan voor mensen op een bankje. #ruimte
p a- author: In de Vismarktbuurt daalde het aantal ongelukken met een derde nadat de auto's weg waren. #veilig
c a- author: Zonder auto's wordt het centrum veiliger voor kinderen. #veilig
k b- author: De winkeliers zeggen dat klanten wegblijven als ze niet voor de deur kunnen parkeren. #winkels
k a- author: Dat is een spookbeeld, want in andere steden steeg de omzet juist. #omzet
p a- author: In Oudeveld verkochten de winkels een jaar na de afsluiting acht procent meer. #omzet
c A- author: Schone lucht is geen luxe maar een voorwaarde om ergens te kunnen wonen. #lucht
p a- author: Langs de Singel ligt het fijnstof nu twee keer zo hoog als in de rest van de stad. #lucht
r a- author: Het college moet de Grote Markt nog dit jaar afsluiten voor auto's. @het college
r a- author: Maak van de parkeerplaatsen terrassen en speelplekken. #ruimte
n -- author: Tot die tijd neem ik een helm mee als ik boodschappen doe.
""",
    ),
    (
        {"title": "Winkeliers: sluit ons niet af", "source": "winkeliers.docx", "date": "2026-02-03", "author": None},
        """
h -- -: Winkeliers: sluit ons niet af
c b- author: Een autovrij centrum is de doodsteek voor de kleine winkelier. #winkels
p b- author: Vier op de tien van onze klanten komen met de auto, vooral uit de dorpen. #winkels
p b- author: Wie een wasmachine koopt, neemt die niet mee in de bus. #winkels
c b- author: De bus naar de dorpen rijdt na zes uur niet meer, dus de auto is geen keuze maar noodzaak. #bus
k b- author: Het onderzoek waar de gemeente mee schermt, gaat over steden die vijf keer zo groot zijn. #onderzoek
k b- author: Niemand heeft ons gevraagd wat afsluiting ons kost. #onderzoek
c B- author: Ook ouderen moeten tot voor de deur kunnen komen. #ouderen
p b- author: Een op de vijf bezoekers loopt slecht. #ouderen
r b- author: De gemeente moet eerst een parkeergarage bouwen en dan pas praten over afsluiten. @de gemeente #garage
r b- author: Laat de wethouder het verlies van winkels vergoeden. @de wethouder
k a- author: Natuurlijk is het op de markt nu te druk met auto's. #ruimte
c -b author: Over zo'n besluit moet de gemeenteraad gaan en niet een wijkavond met dertig man. #raad
n -- author: Namens zestig ondernemers in de binnenstad.
""",
    ),
    (
        {"title": "Raad verdeeld over de binnenstad", "source": "notulen-12-maart.pdf", "date": "2026-03-12"},
        """
h -- -: Agendapunt 4: de binnenstad
n -- De voorzitter: Ik geef het woord aan mevrouw Bakker.
c a- Mevrouw Bakker: Mijn fractie wil dat de binnenstad voor de zomer autovrij is. #veilig
p a- Mevrouw Bakker: Vorig jaar zijn er elf fietsers aangereden op de Langestraat. #veilig
k b- Mevrouw Bakker: De ondernemers vrezen omzetverlies, en die zorg is echt.
k a- Mevrouw Bakker: Maar het college rekent zich rijk met cijfers over parkeergeld. #parkeergeld
c b- De heer Jansma: Wij zijn tegen: de stad is geen museum. #winkels
p b- De heer Jansma: De hulpdiensten doen er nu al twee minuten langer over. #hulpdiensten
p b- De heer Jansma: Het parkeergeld levert de gemeente drie miljoen per jaar op. #parkeergeld-b
k b- De heer Jansma: Uw plan verplaatst de auto's alleen naar de wijken eromheen. #wijken
c oB De heer Jansma: Laat de raad hierover beslissen en niet een panel. #raad
r a- Wethouder De Wit: Wij stellen voor om met een proef van een halfjaar te beginnen. #proef
p a- Wethouder De Wit: Een proef kost weinig en laat zien wat er met de omzet gebeurt. #proef
c o- Wethouder De Wit: Beide kanten hebben een punt.
k a- Mevrouw Bakker: Een proef is uitstel van een besluit dat al jaren op tafel ligt. #uitstel
r -a Mevrouw Bakker: Geef de bewoners van de binnenstad zelf het budget voor de inrichting. @de raad #zelf
n -- De voorzitter: Ik schors de vergadering.
""",
    ),
    (
        {
            "title": "Interview: wijkbudgetten",
            "source": "interview.md",
            "date": "2026-04-02",
            "author": "Wijkkrant Noord",
        },
        """
h -- -: Wat doet een wijk met eigen geld?
n -- interviewer: Waarom zouden bewoners zelf over geld moeten gaan?
c -a Sanne Dekker: Bewoners weten het best wat hun straat nodig heeft. #weten
p -a Sanne Dekker: In onze wijk kwam er een speeltuin waar de gemeente een wadi had bedacht. #weten
p -a Sanne Dekker: Dat kostte de helft van wat het op het stadhuis zou hebben gekost. #goedkoper
n -- interviewer: Krijgen de mensen met de grootste mond dan niet hun zin?
k -b Sanne Dekker: Het klopt dat op de eerste avond vooral mannen van boven de zestig zaten. #wie-komt
k -a Sanne Dekker: Maar in de raad zitten ook niet bepaald alle soorten mensen. #raad-ook
c -a Sanne Dekker: Zeggenschap maakt dat mensen zich verantwoordelijk voelen. #zelf
p -A Sanne Dekker: Sinds het budget er is, ligt er minder zwerfvuil. #zelf
r -a Sanne Dekker: De gemeente zou elke wijk een vast bedrag per inwoner moeten geven. @de gemeente #bedrag
r -a Sanne Dekker: Loot een deel van het wijkpanel, zodat ook stille mensen meedoen. #loten
c a- Sanne Dekker: Als het aan de bewoners ligt, rijdt er straks geen auto meer door de Lindestraat. #ruimte
n -- interviewer: Dank voor het gesprek.
""",
    ),
    (
        {
            "title": "Democratie is meer dan een wijkavond",
            "source": "column.txt",
            "date": "2026-05-20",
            "author": "Joost Mulder",
        },
        """
h -- -: Democratie is meer dan een wijkavond
c -b author: Wie over belastinggeld beslist, moet gekozen zijn. #raad
p -b author: Een raadslid kan ik wegstemmen, een wijkpanel niet. #raad
p -b author: Op de laatste wijkavond beslisten drieëntwintig mensen over een ton. #wie-komt
c -b author: Wijkbudgetten vergroten het verschil tussen mondige en zwijgzame buurten. #ongelijk
p -b author: Villawijk De Hoven vroeg vier keer zoveel aan als de Rivierenbuurt. #ongelijk
k -a author: Voorstanders zeggen dat bewoners hun straat het beste kennen. #weten
k -b author: Kennis van je straat is nog geen kennis van een begroting. #kennis
c -B author: Een gemeente moet kunnen kiezen voor wie het minst heeft. #ongelijk
r -b author: De raad moet de wijkbudgetten na dit jaar stopzetten. @de raad #stoppen
r -b author: Stuur liever ambtenaren de wijk in dan geld. #ambtenaren
k -- author: Een braderie is geen beleid.
c -o author: Meepraten is iets anders dan beslissen.
""",
    ),
    (
        {"title": "Reacties van lezers", "source": "reacties.html", "date": "2026-06-08"},
        """
h -- -: Reacties
c a- reaction 1: Eindelijk! Weg met die auto's uit de binnenstad. #ruimte
p a- reaction 1: Ik woon aan de Langestraat en kan 's nachts het raam niet openzetten. #lucht
k b- reaction 2: Leuk voor mensen die in het centrum wonen, maar uit Kortdijk gaat de bus een keer per uur. #bus
c b- reaction 2: Jullie vergeten de dorpen. #bus
k a- reaction 3: Met de fiets is het een kwartier, dus dat valt wel mee.
c b- reaction 4: Mijn moeder is 84 en kan niet fietsen. #ouderen
p b- reaction 4: Zij komt nu twee keer per week op de markt, straks niet meer. #ouderen
r b- reaction 4: Maak dan in elk geval een uitzondering voor mensen met een gehandicaptenkaart. #uitzondering
k -b reaction 5: Wijkbudget? Bij ons ging het geld naar een kerstboom van zes meter. #kennis
c -a reaction 6: Bij ons is er eindelijk een zebrapad gekomen, jaren nadat wij erom vroegen. #weten
c A- reaction 7: Prima, als die garage er maar komt.
n -- reaction 8: Eerste!
""",
    ),
    (
        {
            "title": "Nota Ruimte voor lopen en fietsen",
            "source": "nota.pdf",
            "date": "2026-08-25",
            "author": "Gemeente Waterdam",
        },
        """
h -- -: 3. Keuzes
c a- author: De binnenstad wordt stapsgewijs autoluw en in 2029 autovrij. #proef
p a- author: Uit de telling van 2025 blijkt dat zestig procent van het verkeer de stad alleen doorkruist. #doorgaand
p a- author: Doorgaand verkeer levert winkels niets op. #doorgaand
c o- author: Bevoorrading blijft mogelijk tussen zeven en elf uur.
k b- author: De bereikbaarheid voor bezoekers uit de regio neemt zonder maatregelen af. #bus
r a- author: De raad wordt gevraagd acht miljoen vrij te maken voor twee parkeergarages aan de rand. @de raad #garage-a
r o- author: De provincie zou de avonddienst van de bus moeten herstellen. @de provincie #bus-o
c -a author: Per wijk komt er een budget waarover bewoners beslissen. #bedrag
p -a author: In de proefwijken was de tevredenheid met twaalf punten gestegen. #zelf
k -b author: Aandachtspunt is dat in twee wijken minder dan een procent van de bewoners stemde. #wie-komt
r -a author: Het college legt elk jaar verantwoording af over de wijkbudgetten. @het college
h -- -: 4. Planning
n -- author: De uitvoering start in het voorjaar.
""",
    ),
    (
        {
            "title": "Wat ik leerde van een straat zonder auto's",
            "source": "blog.txt",
            "date": "2026-10-11",
            "author": "Ineke Verhoef",
        },
        """
h -- -: Wat ik leerde van een straat zonder auto's
n -- author: Negen maanden geleden schreef ik hier dat de auto's weg moesten.
c a- author: De proef op de Grote Markt is geslaagd: er zitten weer mensen buiten. #ruimte
p a- author: Op een gewone dinsdag telde ik er honderdveertig. #ruimte
k b- author: Toch had ik de slager moeten geloven toen hij zei dat zijn klanten uit de dorpen kwamen. #winkels
p b- author: Hij verkoopt een kwart minder dan vorig jaar. #winkels
c B- author: Afsluiten zonder goede bus is half werk. #bus
r b- author: De gemeente moet de avondbus betalen zolang de provincie dat niet doet. @de gemeente #bus
k a- author: Wie nu roept dat alles terug moet, vergeet hoe het hier vorig jaar rook. #lucht
c -a author: Het wijkpanel bedacht de bankjes, niet het stadhuis. #weten
c -b author: Maar een parkeergarage kan geen panel betalen. #kennis
n -- author: Volgende keer schrijf ik over de bus.
""",
    ),
)


@dataclass(slots=True)
class Draft:
    """What is gathered while the lines are read."""

    documents: list[Document] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    points: dict[tuple[str, Side, str], list[str]] = field(default_factory=lambda: defaultdict(list))


def build_rich_map() -> ArgumentMap:
    """The map of TEXTS."""
    draft = Draft()
    for number, (about, lines) in enumerate(TEXTS, start=1):
        _add_document(draft, f"d{number}", about, [line for line in lines.splitlines() if line])
    return ArgumentMap(
        made_by=Provenance(software="debatkaart 0.1.0", model="test @ 0", created="2026-11-01T09:00:00Z"),
        debates=DEBATES,
        documents=tuple(draft.documents),
        sentences=tuple(draft.sentences),
        relations=tuple(draft.relations),
        key_points=tuple(_key_points(draft)),
    )


def _add_document(draft: Draft, identity: str, about: dict[str, str | None], lines: list[str]) -> None:
    text, found = "", []
    for number, line in enumerate(lines, start=1):
        match = LINE.match(line)
        assert match, line
        words = re.sub(r" [#@].*$", "", match["rest"])
        sentence = _sentence(match, words, identity, number, len(text))
        text += words + ("\n\n" if match["role"] == "h" else " " if number % 4 else "\n\n")
        found.append(sentence)
        if tag := re.search(r"#([\w-]+)", match["rest"]):
            for stance in sentence.judgement.stances:
                draft.points[stance.debate, stance.side, tag[1]].append(sentence.id)
    draft.documents.append(Document(id=identity, text=text, **about))  # type: ignore[arg-type]  # keys are fields
    draft.sentences += found
    draft.relations += _relations(found)


def _sentence(match: re.Match[str], words: str, document: str, number: int, start: int) -> Sentence:
    heading = match["role"] == "h"
    role = Role.NONE if heading else ROLES[match["role"].lower()]
    certain = number % 6 != 5
    stances = tuple(
        Stance(debate=debate.id, side=SIDES[letter.lower()], scores=_side_scores(letter), certain=letter.islower())
        for debate, letter in zip(DEBATES, match["sides"], strict=True)
        if letter != "-"
    )
    addressee = re.search(r"@([^#@]+)", match["rest"])
    return Sentence(
        id=f"{document}.s{number}",
        document=document,
        start=start,
        end=start + len(words),
        text=words,
        kind=Kind.HEADING if heading else Kind.SENTENCE,
        speaker=None if heading else match["speaker"],
        judgement=Judgement(role=role, role_scores=_role_scores(role, certain), certain=certain, stances=stances),
        addressee=addressee[1].strip() if addressee and role is Role.RECOMMENDATION else None,
    )


def _side_scores(letter: str) -> dict[str, float]:
    top, rest = (0.79, 0.07) if letter.islower() else (0.46, 0.18)
    return {side: top if side == SIDES[letter.lower()] else rest for side in (*Side, "unrelated")}


def _role_scores(role: Role, certain: bool) -> dict[str, float]:
    top = 0.8 if certain else 0.4
    return {one: top if one is role else round((1 - top) / 4, 4) for one in Role}


def _relations(sentences: list[Sentence]) -> Iterator[Relation]:
    """A premise supports the nearest claim before it; criticism attacks the nearest claim of the other side."""
    for place, one in enumerate(sentences):
        before = [other for other in sentences[max(0, place - 6) : place] if _shared(one, other)]
        if one.role is Role.PREMISE:
            same = [other for other in before if _same_side(one, other) and other.role is not Role.PREMISE]
            yield from _link(one, same, RelationType.SUPPORT, 0.82)
        elif one.role is Role.CRITICISM:
            yield from _link(one, [other for other in before if not _same_side(one, other)], RelationType.ATTACK, 0.64)


def _link(one: Sentence, others: list[Sentence], kind: RelationType, score: float) -> Iterator[Relation]:
    if others:
        yield Relation(source=one.id, target=others[-1].id, type=kind, score=score)


def _shared(one: Sentence, other: Sentence) -> bool:
    mine, theirs = ({stance.debate for stance in each.judgement.stances} for each in (one, other))
    return bool(mine & theirs) and Role.NONE not in {one.role, other.role}


def _same_side(one: Sentence, other: Sentence) -> bool:
    return any(other.side(stance.debate) is stance.side for stance in one.judgement.stances)


def _key_points(draft: Draft) -> Iterator[KeyPoint]:
    texts = {sentence.id: sentence.text for sentence in draft.sentences}
    kept = [(place, members) for place, members in draft.points.items() if len(members) > 1]
    for number, ((debate, side, _), members) in enumerate(kept, start=1):
        yield KeyPoint(
            id=f"k{number}",
            debate=debate,
            side=side,
            text=texts[members[0]],
            sentence=members[0],
            members=tuple(members),
        )


def build_large_map(sentences: int = 5000) -> ArgumentMap:
    """The rich map again and again, each time as other documents."""
    rich = build_rich_map()
    copies = -(-sentences // len(rich.sentences))
    parts = [_renamed(rich, number) for number in range(copies)]
    return replace(
        rich,
        documents=tuple(one for part in parts for one in part.documents),
        sentences=tuple(one for part in parts for one in part.sentences),
        relations=tuple(one for part in parts for one in part.relations),
        key_points=tuple(one for part in parts for one in part.key_points),
    )


def _renamed(rich: ArgumentMap, number: int) -> ArgumentMap:
    def name(identity: str) -> str:
        return f"c{number}{identity}"

    return replace(
        rich,
        documents=tuple(replace(one, id=name(one.id), title=f"{one.title} ({number + 1})") for one in rich.documents),
        sentences=tuple(replace(one, id=name(one.id), document=name(one.document)) for one in rich.sentences),
        relations=tuple(replace(one, source=name(one.source), target=name(one.target)) for one in rich.relations),
        key_points=tuple(
            replace(one, id=name(one.id), sentence=name(one.sentence), members=tuple(map(name, one.members)))
            for one in rich.key_points
        ),
    )


HOSTILE = (
    "<script>document.title = 'gekraakt'</script> moet weg.",
    "**Vet** en [klik](javascript:alert(1)) en ![x](http://voorbeeld.test/x.png) moeten weg.",
    "De formule $x^2$ en $$\\frac{1}{2}$$ kost :red[geld] en :smile: :material/home:.",
    "Wij willen 👩‍👩‍👧 en 🏳️‍🌈 en e\u0301 houden.",
    "Dit is \u202egerdraaid en \u05e9\u05dc\u05d5\u05dd loopt van rechts.",
    '=HYPERLINK("http://voorbeeld.test","klik") moet van de gemeente.',
    "+1+1 en @SUM(A1) en -2 moeten kunnen.",
    "<img src=x onerror=\"document.title='gekraakt'\"> <b>vet</b> &amp; <a href='http://voorbeeld.test'>hier</a>.",
)


def build_hostile_map() -> ArgumentMap:
    """Text that tries to be markup, a formula or an emoji code, everywhere that a map holds text."""
    documents, sentences, points = [], [], []
    for number, text in enumerate(HOSTILE, start=1):
        identity = f"d{number}"
        documents.append(
            Document(id=identity, text=text, source=text[:60], title=text[:60], author=text[:30], date="2026-01-01")
        )
        side = Side.A if number % 2 else Side.B
        stance = Stance(debate="x", side=side, scores=_side_scores(side.value))
        role = (Role.CLAIM, Role.CRITICISM, Role.RECOMMENDATION)[number % 3]
        judgement = Judgement(role=role, role_scores=_role_scores(role, True), stances=(stance,))
        sentences.append(
            Sentence(
                id=f"{identity}.s1",
                document=identity,
                start=0,
                end=len(text),
                text=text,
                speaker=f"Naam {text[:20]}",
                judgement=judgement,
                addressee=text[:20] if role is Role.RECOMMENDATION else None,
            )
        )
        members = (f"{identity}.s1",)
        points.append(KeyPoint(id=f"k{number}", debate="x", side=side, text=text, sentence=members[0], members=members))
    poles = (
        Pole(id=Side.A, name="<b>voor</b> $a$", statement=HOSTILE[0]),
        Pole(id=Side.B, name="=1+1 :smile:", statement=HOSTILE[1]),
    )
    relations = (
        Relation(source="d2.s1", target="d1.s1", type=RelationType.ATTACK, score=0.7),
        Relation(source="d3.s1", target="d1.s1", type=RelationType.SUPPORT, score=0.7),
    )
    return ArgumentMap(
        made_by=Provenance(software="debatkaart", model="<b>test</b>", created="2026-11-01T09:00:00Z"),
        debates=(Debate(id="x", question="<script>alert(1)</script> $x$ **of niet**?", poles=poles),),
        documents=tuple(documents),
        sentences=tuple(sentences),
        relations=relations,
        key_points=tuple(points),
    )


def build_empty_map() -> ArgumentMap:
    """A map of one text in which nothing was found and no debate is asked."""
    made_by = Provenance(software="debatkaart 0.1.0", model="test @ 0", created="2026-11-01T09:00:00Z")
    return ArgumentMap(made_by=made_by, documents=(Document(id="d1", text="Dag.", source="dag.txt", title="dag"),))


@pytest.fixture(scope="session")
def rich_map() -> ArgumentMap:
    return build_rich_map()


@pytest.fixture(scope="session")
def large_map() -> ArgumentMap:
    return build_large_map()


@pytest.fixture(scope="session")
def hostile_map() -> ArgumentMap:
    return build_hostile_map()


@pytest.fixture
def empty_map() -> ArgumentMap:
    return build_empty_map()


@pytest.fixture(autouse=True)
def _forget_everything(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No map, language or model of another test."""
    monkeypatch.delenv("DEBATKAART_MAP", raising=False)
    monkeypatch.delenv("DEBATKAART_LANG", raising=False)
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def run_view() -> Callable[..., AppTest]:
    """Run one view on a map (None: nothing open) and give the finished AppTest."""

    def run(
        view: str, argument_map: ArgumentMap | None = None, *, language: str = "nl", debate: str | None = None
    ) -> AppTest:
        app = AppTest.from_string(f"from dashboard.views import {view}\n{view}.show()\n", default_timeout=60)
        app.session_state["language"] = language
        if argument_map is not None:
            app.session_state["loaded"] = Loaded(name="proef.json", map=argument_map, index=build_index(argument_map))
        if debate:
            app.session_state["debate"] = debate
        return app.run()

    return run
