"""Wording of the label view."""

TEXTS = {
    "label.title": {"nl": "Labelen", "en": "Label"},
    "label.lead": {
        "nl": "Uw oordeel gaat altijd vóór dat van het model; wat het model zei, blijft bewaard. Elk oordeel staat "
        "meteen op deze computer.",
        "en": "Your judgement always goes before the model's; what the model said is kept. Each judgement is stored "
        "on this computer at once.",
    },
    "label.name": {"nl": "Uw naam", "en": "Your name"},
    "label.name-help": {
        "nl": "Onder deze naam worden uw oordelen bewaard. Labelt iemand anders, vul dan diens naam in.",
        "en": "Your judgements are kept under this name. If somebody else labels, fill in theirs.",
    },
    "label.ask-name": {"nl": "Vul eerst uw naam in.", "en": "First fill in your name."},
    "label.bad-name": {
        "nl": "Kies een naam van hooguit 80 tekens, anders dan “model”.",
        "en": "Choose a name of at most 80 characters, other than “model”.",
    },
    "label.part": {"nl": "Onderdeel", "en": "Part"},
    "label.part.label": {"nl": "Labelen", "en": "Label"},
    "label.part.settle": {"nl": "Verschillen", "en": "Differences"},
    "label.part.agreement": {"nl": "Overeenstemming", "en": "Agreement"},
    "label.part.files": {"nl": "Bestanden", "en": "Files"},
    "label.queue": {"nl": "Welke zinnen", "en": "Which sentences"},
    "label.queue-help": {
        "nl": "Behalve bij “Alles op volgorde” komt elke derde zin door loting uit de hele kaart. Alleen aan die "
        "zinnen is eerlijk te meten of een nieuw model beter is.",
        "en": "Except under “Everything in order”, every third sentence is drawn by lot from the whole map. Only those "
        "sentences can tell fairly whether a new model is better.",
    },
    "label.queue.mixed": {"nl": "Waar het model het meest van leert", "en": "What the model learns most from"},
    "label.queue.debate": {"nl": "Over dit debat, volgens het model", "en": "About this debate, says the model"},
    "label.queue.role": {"nl": "Met één rol, volgens het model", "en": "With one role, says the model"},
    "label.queue.doubtful": {"nl": "Waar het model onzeker is", "en": "Where the model is uncertain"},
    "label.queue.order": {"nl": "Alles op volgorde", "en": "Everything in order"},
    "label.role": {"nl": "Rol", "en": "Role"},
    "label.show-model": {"nl": "Toon wat het model denkt", "en": "Show what the model thinks"},
    "label.hide-model": {"nl": "Verberg wat het model denkt", "en": "Hide what the model thinks"},
    "label.keys": {
        "nl": "De letter of het cijfer op een knop is een toets. Doen de toetsen niets, klik dan naast de invulvelden.",
        "en": "The letter or digit on a button is a key. If keys do nothing, click beside the input fields.",
    },
    "label.show-model-help": {
        "nl": "Wie eerst het antwoord van het model ziet, neemt het sneller over. Laat dit uit voor een "
        "eerlijk oordeel.",
        "en": "Whoever sees the model's answer first, takes it over sooner. Leave this off for a fair judgement.",
    },
    "label.progress": {
        "nl": "U hebt {done} van de {all} zinnen in deze kaart beoordeeld, waarvan {random} door loting.",
        "en": "You have judged {done} of the {all} sentences in this map, {random} of them drawn by lot.",
    },
    "label.enough": {
        "nl": "Vanaf {enough} beoordeelde zinnen door loting kan een vergelijking van modellen iets zeggen.",
        "en": "From {enough} judged sentences drawn by lot, a comparison of models can tell something.",
    },
    "label.done": {
        "nl": "Hier is niets meer te labelen. Kies andere zinnen, of ga naar een andere kaart.",
        "en": "There is nothing left to label here. Choose other sentences, or open another map.",
    },
    "label.nothing-here": {
        "nl": "Deze keuze is op; er volgen alleen nog zinnen door loting.",
        "en": "This choice is used up; only sentences drawn by lot follow.",
    },
    "label.by-chance": {"nl": "door loting", "en": "drawn by lot"},
    "label.from": {"nl": "uit “{title}” · {speaker}", "en": "from “{title}” · {speaker}"},
    "label.from-nobody": {"nl": "uit “{title}”", "en": "from “{title}”"},
    "label.ask-role": {"nl": "Wat doet deze zin?", "en": "What does this sentence do?"},
    "label.ask-stance": {"nl": "Welke kant? {question}", "en": "Which side? {question}"},
    "label.unrelated": {"nl": "niet over dit debat", "en": "not about this debate"},
    "label.unsure": {"nl": "Weet ik niet", "en": "I cannot tell"},
    "label.undo": {"nl": "Neem terug", "en": "Take back"},
    "label.undo-help": {
        "nl": "Neemt uw laatste oordeel terug; het blijft in de geschiedenis staan.",
        "en": "Takes back your last judgement; it stays in the history.",
    },
    "label.nothing-to-undo": {"nl": "U hebt nog niets beoordeeld.", "en": "You have not judged anything yet."},
    "label.taken-back": {"nl": "Uw laatste oordeel is teruggenomen.", "en": "Your last judgement was taken back."},
    "label.elsewhere": {
        "nl": "Uw laatste oordeel, over een zin uit een andere kaart, is teruggenomen.",
        "en": "Your last judgement, on a sentence of another map, was taken back.",
    },
    "label.agree": {"nl": "Eens met het model", "en": "Agree with the model"},
    "label.skip": {"nl": "Volgende", "en": "Next"},
    "label.back": {"nl": "Vorige", "en": "Previous"},
    "label.model-says": {"nl": "Het model: {said}", "en": "The model: {said}"},
    "label.you-said": {"nl": "U: {said}", "en": "You: {said}"},
    "label.percent": {"nl": "{label} ({percent}%)", "en": "{label} ({percent}%)"},
    "label.more": {
        "nl": "Meer verbeteren: soort, tweede rol, spreker, verband, zinsgrens",
        "en": "Correct more: kind, second role, speaker, relation, sentence limits",
    },
    "label.kind": {"nl": "Soort", "en": "Kind"},
    "label.kind.sentence": {"nl": "zin", "en": "sentence"},
    "label.kind.heading": {"nl": "kop", "en": "heading"},
    "label.kind.boilerplate": {"nl": "tekst van de pagina", "en": "text of the page"},
    "label.second-role": {"nl": "Tweede rol", "en": "Second role"},
    "label.no-second": {"nl": "geen", "en": "none"},
    "label.speaker": {"nl": "Spreker", "en": "Speaker"},
    "label.speaker-help": {
        "nl": "De naam zoals in de tekst; author (de schrijver), interviewer of unattributed (onbekend) mag ook.",
        "en": "The name as in the text; author, interviewer or unattributed is possible too.",
    },
    "label.relation": {"nl": "Verband", "en": "Relation"},
    "label.relation.keep": {"nl": "niet beoordeeld", "en": "not judged"},
    "label.relation.none": {"nl": "geen verband", "en": "no relation"},
    "label.relation.support": {"nl": "steunt", "en": "supports"},
    "label.relation.attack": {"nl": "valt aan", "en": "attacks"},
    "label.target": {"nl": "Welke zin", "en": "Which sentence"},
    "label.save-more": {"nl": "Bewaar", "en": "Keep"},
    "label.split-at": {"nl": "Nieuwe zin begint bij", "en": "New sentence begins at"},
    "label.split": {"nl": "Splits de zin", "en": "Split the sentence"},
    "label.choose-word": {"nl": "kies een woord", "en": "choose a word"},
    "label.merge": {"nl": "Plak volgende aan", "en": "Join the next one"},
    "label.needs-role": {
        "nl": "Een tweede rol of verband kan alleen bij een zin waaraan u een eerste rol gaf.",
        "en": "A second role or relation needs a sentence to which you gave a first role.",
    },
    "label.guidelines": {"nl": "Richtlijnen", "en": "Guidelines"},
    "label.guidelines-full": {"nl": "De volledige richtlijnen", "en": "The full guidelines"},
    "label.order": {
        "nl": "Neem van boven af de eerste die past bij de hoofdzaak van de zin; het cijfer is de toets:",
        "en": "From the top, take the first that fits the main point of the sentence; the digit is the key:",
    },
    "label.guide.none": {
        "nl": "schetst, vraagt, kondigt aan, dankt. *Wat kost zo'n brug eigenlijk?*",
        "en": "sets the scene, asks, announces, thanks. *Wat kost zo'n brug eigenlijk?*",
    },
    "label.guide.recommendation": {
        "nl": "iemand moet iets doen of laten. *Leg eerst dat fietspad aan.*",
        "en": "somebody should do something or stop it. *Leg eerst dat fietspad aan.*",
    },
    "label.guide.criticism": {
        "nl": "keurt iets af. *Alweer een plan zonder een cent erbij.*",
        "en": "disapproves of something. *Alweer een plan zonder een cent erbij.*",
    },
    "label.guide.premise": {
        "nl": "geeft grond voor iets anders in de tekst. *In mei vielen er drie bussen uit.*",
        "en": "gives grounds for something else in the text. *In mei vielen er drie bussen uit.*",
    },
    "label.guide.claim": {
        "nl": "beweert iets waarover te twisten valt. *Een dorp zonder bus loopt leeg.*",
        "en": "asserts what can be disputed. *Een dorp zonder bus loopt leeg.*",
    },
    "label.roles-fixed": {
        "nl": "De vijf rollen liggen vast: eigen of hernoemde rollen kan deze versie niet leren.",
        "en": "The five roles are fixed: this version cannot learn roles of your own, or renamed ones.",
    },
    "label.settle-lead": {
        "nl": "{count} zinnen waarover mensen verschillend oordelen. Kies welk oordeel geldt; de andere blijven "
        "bewaard en tellen mee in de overeenstemming.",
        "en": "{count} sentences that people judge differently. Choose which judgement counts; the others are kept and "
        "count in the agreement.",
    },
    "label.no-differences": {
        "nl": "Er zijn geen verschillen: of iedereen is het eens, of er is maar één persoon die labelde.",
        "en": "There are no differences: everybody agrees, or only one person labelled.",
    },
    "label.says": {"nl": "**{name}**: {said}", "en": "**{name}**: {said}"},
    "label.settle": {"nl": "Dit geldt", "en": "This counts"},
    "label.judge-again": {"nl": "Zelf opnieuw oordelen", "en": "Judge it myself"},
    "label.nothing-said": {"nl": "geen rol of kant gegeven", "en": "no role or side given"},
    "label.is-unsure": {"nl": "weet het niet", "en": "cannot tell"},
    "label.divides": {"nl": "andere zinsgrenzen", "en": "other sentence limits"},
    "label.related": {"nl": "{relation} “{text}”", "en": "{relation} “{text}”"},
    "label.agreement-lead": {
        "nl": "Hoe vaak mensen die dezelfde zin zagen hetzelfde zeiden, gecorrigeerd voor toeval. 1 is volledig eens, "
        "0 is niet beter dan toeval. Vanaf 0,80 spreekt men van betrouwbare labels, vanaf 0,67 van bruikbare "
        "(Krippendorff).",
        "en": "How often people who saw the same sentence said the same, corrected for chance. 1 is full agreement, 0 "
        "is no better than chance. From 0.80 labels are called reliable, from 0.67 usable (Krippendorff).",
    },
    "label.no-agreement": {
        "nl": "Er is nog geen zin die twee mensen beoordeelden. Laat iemand anders, met een eigen naam, dezelfde "
        "zinnen labelen; kies daarvoor “Alles op volgorde”.",
        "en": "No sentence was judged by two people yet. Let somebody else, under a name of their own, label the same "
        "sentences; choose “Everything in order” for that.",
    },
    "label.measured.role": {"nl": "rol", "en": "role"},
    "label.measured.kind": {"nl": "soort", "en": "kind"},
    "label.measured.stance": {"nl": "kant in “{question}”", "en": "side in “{question}”"},
    "label.column.what": {"nl": "Wat", "en": "What"},
    "label.column.who": {"nl": "Wie", "en": "Who"},
    "label.column.sentences": {"nl": "Zinnen", "en": "Sentences"},
    "label.column.observed": {"nl": "Gelijk", "en": "Equal"},
    "label.column.measure": {"nl": "Maat", "en": "Measure"},
    "label.everybody": {"nl": "iedereen", "en": "everybody"},
    "label.few": {
        "nl": "Bij minder dan {few} zinnen zegt zo'n getal weinig.",
        "en": "With fewer than {few} sentences such a figure says little.",
    },
    "label.export": {"nl": "Labels meenemen", "en": "Take labels along"},
    "label.export-lead": {
        "nl": "Alle labels op deze computer ({count}), van iedereen. JSONL heeft alles, ook de teksten.",
        "en": "All labels on this computer ({count}), by everybody. JSONL has everything, the texts too.",
    },
    "label.no-labels": {"nl": "Er zijn nog geen labels.", "en": "There are no labels yet."},
    "label.import": {"nl": "Labels van elders overnemen", "en": "Take in labels from elsewhere"},
    "label.format": {"nl": "Formaat", "en": "Format"},
    "label.file": {
        "nl": "Sleep hier een labelbestand heen, of kies er een",
        "en": "Drop a file of labels, or choose one",
    },
    "label.replace": {
        "nl": "Bij een botsing geldt het bestand",
        "en": "Where it conflicts, the file counts",
    },
    "label.nameless": {
        "nl": "Noemt het bestand geen naam, dan komen de labels op naam van {name}.",
        "en": "Where the file names nobody, the labels go under the name of {name}.",
    },
    "label.take": {"nl": "Neem over", "en": "Take in"},
    "label.taken": {
        "nl": "{added} labels overgenomen; {duplicates} stonden er al.",
        "en": "{added} labels taken in; {duplicates} were there already.",
    },
    "label.taken-elsewhere": {
        "nl": "{count} labels staan op een stuk tekst dat hier geen zin is; geen kaart toont ze.",
        "en": "{count} labels lie on a stretch of text that is no sentence here; no map shows them.",
    },
    "label.conflicts": {
        "nl": "{count} labels botsen met wat dezelfde persoon eerder zei:",
        "en": "{count} labels conflict with what the same person said before:",
    },
    "label.conflict": {
        "nl": "{where}, {name}: hier {kept}, in het bestand {given}",
        "en": "{where}, {name}: here {kept}, in the file {given}",
    },
    "label.faults": {"nl": "{count} regels zijn onbruikbaar:", "en": "{count} lines are unusable:"},
}
