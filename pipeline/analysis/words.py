"""Dutch words that say nothing about a subject."""

_WORDS = """
aan achter al alle alleen alles als altijd ander andere anderen anders behalve ben bent bij bijna bijvoorbeeld binnen
blijft blijven boven buiten daar daarbij daarin daarmee daarna daarnaast daarom daarop daarover daarvan daarvoor dan
dat de den der deze die dit doe doen doet door dus echt echter een eens eerder eerste elk elkaar elke en enkel enkele
er eraan erbij erg ergens erin ermee erop erover ervan ervoor etc even gaan gaat gedaan geef geeft geen gegaan gehad
geven geweest geworden goed goede haar had hadden heb hebben hebt heeft heel hele hem hen het hier hierbij hierdoor
hierover hoe hoeft hoeven hun ieder iedere iedereen iemand iets ik in is ja jaar je jij jou jouw juist jullie kan keer
kon konden krijgen krijgt kun kunnen kunt laat laatste lang langer laten later liever maakt maar maken manier me mee
meer meest meestal men met mij mijn minder misschien mocht moest moet moeten mogelijk mogen na naar naast natuurlijk
nee neem nemen net niemand niet niets nodig nog nooit nou nu of om omdat onder ons onze ook op over pas per plaats
precies samen sinds sommige soms staan staat steeds te tegen ten ter terug terwijl toch toe toen tot totdat tussen
twee uit uw vaak van vanaf vanuit veel ver verder via vind vinden vindt vol volgens voor vooraf vooral waar waarbij
waardoor waarin waarmee waarom waarop waarover waarvan waarvoor waren was wat we weer weet weinig wel welke wellicht
werd werden weten wie wij wil wilde willen wilt word worden wordt wou zal ze zeer zeg zeggen zegt zei zelf zelfs zich
zie zien ziet zij zijn zo zoals zodat zoiets zonder zou zouden zowel zullen zult één
"""

STOP_WORDS = frozenset(_WORDS.split())
