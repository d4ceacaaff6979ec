"""Wording of the page where the model learns from its user."""

TEXTS = {
    "retrain.title": {"nl": "Bijleren", "en": "Retrain"},
    "retrain.lead": {
        "nl": "Het model leert van uw oordelen en wordt daarna vergeleken met het model dat nu in gebruik is. U "
        "beslist of het in gebruik komt; vanzelf verandert er niets, en elk eerder model kunt u terugnemen.",
        "en": "The model learns from your judgements and is then compared with the model that is in use now. You "
        "decide whether it is taken into use; nothing changes by itself, and you can put every earlier model back.",
    },
    "retrain.what-is-learnt": {
        "nl": "Het model leert van uw oordelen over rollen, kanten en verbanden; vergeleken worden de rollen en de "
        "kanten. Soort, spreker en zinsgrens bepaalt niet het model maar een vaste regel: wat u daaraan verbetert, "
        "geldt in elke kaart van die tekst, maar er wordt niet van geleerd.",
        "en": "The model learns from your judgements of roles, sides and relations; what is compared are the roles and "
        "the sides. Kind, speaker and sentence limits are set by a fixed rule and not by the model: what you correct "
        "in them counts in every map of that text, but nothing is learnt from it.",
    },
    "retrain.no-new-roles": {
        "nl": "Nieuwe rollen of andere namen voor rollen kan deze versie niet leren.",
        "en": "This version cannot learn new roles, or other names for roles.",
    },
    "retrain.labels": {"nl": "Uw oordelen", "en": "Your judgements"},
    "retrain.learn.role": {"nl": "Rollen om van te leren", "en": "Roles to learn from"},
    "retrain.learn.stance": {"nl": "Kanten om van te leren", "en": "Sides to learn from"},
    "retrain.measure.role": {"nl": "Rollen om op te meten", "en": "Roles to measure on"},
    "retrain.measure.stance": {"nl": "Kanten om op te meten", "en": "Sides to measure on"},
    "retrain.measure-help": {
        "nl": "Zinnen die het toeval koos. Het model leert er niet van, zodat ze eerlijk zeggen of het beter werd. "
        "Onder de {enough} valt er niets te zeggen.",
        "en": "Sentences that chance chose. The model does not learn from them, so that they tell fairly whether it "
        "got better. Below {enough} nothing can be told.",
    },
    "retrain.too-few": {
        "nl": "Er zijn nog te weinig oordelen om van te leren (het begint bij {least}). Label eerst zinnen op de "
        "pagina **Labelen**.",
        "en": "There are too few judgements to learn from yet (it starts at {least}). Label sentences on the page "
        "**Label** first.",
    },
    "retrain.start": {"nl": "Leer bij van mijn oordelen", "en": "Learn from my judgements"},
    "retrain.start-help": {
        "nl": "Duurt enkele minuten. U kunt deze pagina sluiten; het gaat op de achtergrond door.",
        "en": "Takes some minutes. You may close this page; it goes on in the background.",
    },
    "retrain.cancel": {"nl": "Stop", "en": "Stop"},
    "retrain.running": {"nl": "{stage}: {percent}%, {left}", "en": "{stage}: {percent}%, {left}"},
    "retrain.left": {"nl": "nog ongeveer {minutes} min", "en": "about {minutes} min left"},
    "retrain.left-soon": {"nl": "nog minder dan een minuut", "en": "less than a minute left"},
    "retrain.left-unknown": {"nl": "resterende tijd nog onbekend", "en": "time left not known yet"},
    "retrain.stage.start": {"nl": "Het begint", "en": "Starting"},
    "retrain.stage.prepare": {"nl": "Teksten voorbereiden", "en": "Preparing the texts"},
    "retrain.stage.role": {"nl": "Rollen leren", "en": "Learning roles"},
    "retrain.stage.stance": {"nl": "Kanten leren", "en": "Learning sides"},
    "retrain.stage.calibrate": {"nl": "Zekerheid ijken", "en": "Calibrating certainty"},
    "retrain.stage.compare": {"nl": "Vergelijken met het model in gebruik", "en": "Comparing with the model in use"},
    "retrain.done": {
        "nl": "Klaar na {minutes} minuten. Hieronder staat de vergelijking; het nieuwe model komt pas in gebruik als u "
        "daarvoor kiest.",
        "en": "Done after {minutes} minutes. The comparison is below; the new model is taken into use only when you "
        "say so.",
    },
    "retrain.cancelled": {"nl": "Het bijleren is gestopt; er is niets veranderd.", "en": "Stopped; nothing changed."},
    "retrain.failed": {"nl": "Het bijleren is mislukt: {reason}", "en": "Retraining failed: {reason}"},
    "retrain.died": {
        "nl": "Het bijleren brak onverwacht af, bijvoorbeeld doordat de computer uitging. Er is niets veranderd; begin "
        "gerust opnieuw.",
        "en": "Retraining broke off, for instance because the computer was switched off. Nothing changed; just start "
        "again.",
    },
    "retrain.models": {"nl": "Modellen", "en": "Models"},
    "retrain.none": {"nl": "U hebt nog geen eigen model.", "en": "You have no model of your own yet."},
    "retrain.in-use": {"nl": "In gebruik: **{name}**", "en": "In use: **{name}**"},
    "retrain.shipped": {"nl": "het meegeleverde model", "en": "the shipped model"},
    "retrain.model": {"nl": "Model van {made}", "en": "Model of {made}"},
    "retrain.model-used": {"nl": "Model van {made} · in gebruik", "en": "Model of {made} · in use"},
    "retrain.model-refused": {"nl": "Model van {made} · afgewezen", "en": "Model of {made} · refused"},
    "retrain.about": {
        "nl": "Geleerd van {role} rollen en {stance} kanten, vergeleken met {before}. Naam: {name}",
        "en": "Learnt from {role} roles and {stance} sides, compared with {before}. Name: {name}",
    },
    "retrain.compared": {
        "nl": "**{task}, {place}**: F1 was {before}, wordt {after}. Het verschil ligt met 95% zekerheid tussen {low} "
        "en {high} ({count} oordelen, {texts}).",
        "en": "**{task}, {place}**: F1 was {before}, becomes {after}. The difference is between {low} and {high} with "
        "95% confidence ({count} judgements, {texts}).",
    },
    "retrain.f1": {
        "nl": "F1 zegt hoe vaak het model gelijk heeft, gemiddeld over de klassen: 0 is nooit, 1 is altijd.",
        "en": "F1 tells how often the model is right, as a mean over the classes: 0 is never, 1 is always.",
    },
    "retrain.texts-one": {"nl": "1 tekst", "en": "1 text"},
    "retrain.texts": {"nl": "{count} teksten", "en": "{count} texts"},
    "retrain.better": {"nl": "▲ Beter.", "en": "▲ Better."},
    "retrain.worse": {"nl": "▼ Slechter.", "en": "▼ Worse."},
    "retrain.same": {"nl": "◆ Geen duidelijk verschil.", "en": "◆ No clear difference."},
    "retrain.cannot-tell": {
        "nl": "**? Niet te zeggen**: daarvoor zijn {enough} oordelen over willekeurige zinnen nodig, er zijn er "
        "{count}.",
        "en": "**? Cannot tell**: that takes {enough} judgements of random sentences, there are {count}.",
    },
    "retrain.task.role": {"nl": "Rol", "en": "Role"},
    "retrain.task.stance": {"nl": "Kant", "en": "Side"},
    "retrain.place.own": {"nl": "op uw willekeurige zinnen", "en": "on your random sentences"},
    "retrain.place.corpus": {"nl": "op de meegeleverde testteksten", "en": "on the shipped test texts"},
    "retrain.no-own": {
        "nl": "Er zijn geen oordelen over willekeurige zinnen, dus of het op uw teksten beter werd is niet te zeggen.",
        "en": "There are no judgements of random sentences, so whether it got better on your texts cannot be told.",
    },
    "retrain.classes": {"nl": "Per klasse", "en": "Per class"},
    "retrain.column.class": {"nl": "Klasse", "en": "Class"},
    "retrain.column.count": {"nl": "Oordelen", "en": "Judgements"},
    "retrain.column.before": {"nl": "Was", "en": "Was"},
    "retrain.column.after": {"nl": "Wordt", "en": "Becomes"},
    "retrain.column.low": {"nl": "Verschil, laagste", "en": "Difference, lowest"},
    "retrain.column.high": {"nl": "Verschil, hoogste", "en": "Difference, highest"},
    "retrain.unrelated": {"nl": "niet over het debat", "en": "not about the debate"},
    "retrain.refused": {"nl": "Niet in gebruik te nemen: {reason}.", "en": "Cannot be taken into use: {reason}."},
    "retrain.rule": {
        "nl": "De vaste regel: een model wordt afgewezen als het op uw willekeurige zinnen of op de meegeleverde "
        "testteksten duidelijk slechter is (het hele interval ligt onder nul), voor rollen of voor kanten, of als uw "
        "oordelen het meegeleverde model én elkaar tegenspreken alsof ze willekeurig zijn.",
        "en": "The written rule: a model is refused where it is clearly worse (the whole interval lies below zero) on "
        "your random sentences or on the shipped test texts, for roles or for sides, or where your judgements "
        "contradict the shipped model and each other as if they were random.",
    },
    "retrain.promote": {"nl": "Neem in gebruik", "en": "Take into use"},
    "retrain.back": {"nl": "Neem het vorige model terug", "en": "Put the previous model back"},
    "retrain.to-shipped": {"nl": "Neem het meegeleverde model", "en": "Take the shipped model"},
    "retrain.promoted": {
        "nl": "Dit model is nu in gebruik. Kaarten die er al waren, houden de naam van het model dat ze maakte.",
        "en": "This model is in use now. Maps that were there already keep the name of the model that made them.",
    },
    "retrain.put-back": {
        "nl": "Dat model is weer in gebruik. Het andere blijft bewaard.",
        "en": "That model is in use again. The other one is kept.",
    },
    "retrain.map-of-another": {
        "nl": "De geopende kaart is gemaakt met {model}. Met het model in gebruik kunt u haar opnieuw maken.",
        "en": "The open map was made with {model}. You can make it again with the model in use.",
    },
    "retrain.remake": {"nl": "Maak de kaart opnieuw", "en": "Make the map again"},
    "retrain.remaking": {"nl": "{done} van {count} documenten", "en": "{done} of {count} documents"},
    "retrain.remade": {
        "nl": "De kaart is opnieuw gemaakt met het model in gebruik. De oude staat op de pagina **Begin**, onder "
        "“Bewaard op deze computer”.",
        "en": "The map was made again with the model in use. The old one is on the page **Start**, under “Kept on this "
        "computer”.",
    },
}
