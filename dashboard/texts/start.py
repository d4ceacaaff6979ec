"""Wording of the first page."""

TEXTS = {
    "start.title": {"nl": "Wie vindt wat, en waarom?", "en": "Who thinks what, and why?"},
    "start.intro": {
        "nl": "Debatkaart leest Nederlandse teksten en laat zien wie wat beweert, aan welke kant van een debat, en met "
        "welke argumenten. **Alles gebeurt op deze computer: er wordt niets verstuurd.**",
        "en": "Debatkaart reads Dutch texts and shows who claims what, on which side of a debate, and with which "
        "arguments. **Everything happens on this computer: nothing is sent.**",
    },
    "start.open": {
        "nl": "Nu geopend: **{name}** met {documents} en {sentences}.",
        "en": "Open now: **{name}** with {documents} and {sentences}.",
    },
    "start.to-overview": {"nl": "Naar het overzicht", "en": "To the overview"},
    "start.way": {"nl": "Wat wilt u bekijken?", "en": "What do you want to look at?"},
    "start.way.files": {"nl": "Bestanden", "en": "Files"},
    "start.way.paste": {"nl": "Geplakte tekst", "en": "Pasted text"},
    "start.way.folder": {"nl": "Map op deze computer", "en": "Folder on this computer"},
    "start.way.examples": {"nl": "Voorbeeldteksten", "en": "Sample texts"},
    "start.way.corpus": {"nl": "Voorbeelddebat", "en": "Sample debate"},
    "start.way.map": {"nl": "Eerder gemaakte kaart", "en": "Map made before"},
    "start.name.files": {"nl": "Uw bestanden", "en": "Your files"},
    "start.name.paste": {"nl": "Geplakte tekst", "en": "Pasted text"},
    "start.name.folder": {"nl": "Uw map", "en": "Your folder"},
    "start.name.examples": {"nl": "De voorbeelden", "en": "The examples"},
    "start.upload": {"nl": "Teksten", "en": "Texts"},
    "start.upload-help": {
        "nl": "Het mogen er veel tegelijk zijn. Deze soorten kunnen: {formats}.",
        "en": "Many at once is fine. These kinds will do: {formats}.",
    },
    "start.paste": {"nl": "Tekst", "en": "Text"},
    "start.paste-example": {
        "nl": "Plak hier een artikel, een brief of een verslag.",
        "en": "Paste an article, a letter or minutes here (in Dutch).",
    },
    "start.paste-title": {"nl": "Titel (mag leeg blijven)", "en": "Title (may stay empty)"},
    "start.pasted": {"nl": "Geplakte tekst", "en": "Pasted text"},
    "start.folder": {"nl": "Waar staat de map?", "en": "Where is the folder?"},
    "start.folder-example": {"nl": "bijvoorbeeld ~/Documenten/inspraak", "en": "for example ~/Documents/hearing"},
    "start.folder-help": {
        "nl": "Alle leesbare bestanden in de map en haar onderliggende mappen ({formats}).",
        "en": "All readable files in the folder and the folders below it ({formats}).",
    },
    "start.examples": {
        "nl": "Negen verzonnen teksten uit de verzonnen gemeente Waterdam: opiniestukken, een interview, raadsnotulen, "
        "brieven en reacties. Handig om te zien wat er met uw eigen teksten zou gebeuren.",
        "en": "Nine invented texts from the invented town of Waterdam: opinion pieces, an interview, council minutes, "
        "letters and comments. They show what would happen with your own texts.",
    },
    "start.corpus": {
        "nl": "De verzonnen teksten van ons corpus op één debat, met de oordelen van het corpus in plaats van die van "
        "het taalmodel. Zo ziet een zorgvuldig beoordeelde kaart eruit; op uw eigen teksten maakt het taalmodel meer "
        "fouten.",
        "en": "The invented texts of our corpus on one debate, with the judgements of the corpus in place of those of "
        "the language model. This is what a carefully judged map looks like; on your own texts the language model "
        "makes more mistakes.",
    },
    "start.corpus-open": {"nl": "Open dit debat", "en": "Open this debate"},
    "start.no-examples": {
        "nl": "De voorbeelden zijn niet meegeïnstalleerd. Kies eigen bestanden, of start debatkaart in de map van het "
        "project.",
        "en": "The examples were not installed. Choose files of your own, or start debatkaart in the project's folder.",
    },
    "start.debates": {"nl": "Op welke debatten?", "en": "On which debates?"},
    "start.debates-help": {
        "nl": "Zinnen krijgen een kant in de debatten die u hier kiest. Debatten waar een tekst niet over gaat, doen "
        "geen kwaad; minder debatten gaat sneller. Een eigen debat schrijft u bij **Debatten**.",
        "en": "Sentences get a side in the debates that you choose here. Debates that a text is not about do no harm; "
        "fewer debates is faster. Write a debate of your own under **Debates**.",
    },
    "start.debates-choose": {"nl": "Debatten", "en": "Debates"},
    "start.debates-which": {"nl": "Welke debatten?", "en": "Which debates?"},
    "start.debates-which.own": {"nl": "alleen uw eigen debatten", "en": "only your own debates"},
    "start.debates-which.all": {"nl": "alle {count} debatten", "en": "all {count} debates"},
    "start.debates-which.choose": {"nl": "kiezen uit de lijst", "en": "choose from the list"},
    "start.debates-file": {
        "nl": "Eigen debatten uit een bestand (.json)",
        "en": "Debates of your own from a file (.json)",
    },
    "start.make": {"nl": "Maak de kaart", "en": "Make the map"},
    "start.reading": {"nl": "De teksten worden gelezen…", "en": "Reading the texts…"},
    "start.model": {"nl": "Het taalmodel wordt geladen…", "en": "Loading the language model…"},
    "start.mapping": {
        "nl": "Document {number} van {count}: {title}. Blijf op deze bladzijde tot het klaar is.",
        "en": "Document {number} of {count}: {title}. Stay on this page until it is done.",
    },
    "start.done": {"nl": "Klaar.", "en": "Done."},
    "start.failed": {
        "nl": "{title}: het ontleden mislukte ({kind}); de andere documenten zijn wel verwerkt.",
        "en": "{title}: analysing failed ({kind}); the other documents were processed.",
    },
    "start.failures": {
        "nl": "**{count} niet verwerkt:**",
        "en": "**{count} not processed:**",
    },
    "start.more-failures": {"nl": "En nog {count}.", "en": "And {count} more."},
    "start.nothing-read": {"nl": "Er is geen tekst gevonden.", "en": "No text was found."},
    "start.kept": {"nl": "Bewaard op deze computer", "en": "Kept on this computer"},
    "start.kept-option": {
        "nl": "{name} ({documents}, bewaard op {date})",
        "en": "{name} ({documents}, kept on {date})",
    },
    "start.kept-drop": {"nl": "Verwijder", "en": "Delete"},
    "start.map": {"nl": "Kaart (.json)", "en": "Map (.json)"},
    "start.map-help": {
        "nl": "Een bestand dat `debatkaart map` of de bladzijde **Exporteren** heeft gemaakt.",
        "en": "A file made by `debatkaart map` or by the page **Export**.",
    },
    "start.map-fine": {
        "nl": "Deze kaart is in orde: {documents} en {sentences}.",
        "en": "This map is in order: {documents} and {sentences}.",
    },
    "start.map-open": {"nl": "Open deze kaart", "en": "Open this map"},
    "start.map-faults": {
        "nl": "Dit is geen geldige kaart: {count}. De eerste {shown}:",
        "en": "This is not a valid map: {count}. The first {shown}:",
    },
}
