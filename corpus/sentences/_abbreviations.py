"""Dutch words that decide whether a full stop ends a sentence."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# After these a sentence goes on, whatever follows.
HARD = _words(
    """
    dhr mw mevr mej drs dr ir ing mr prof em ds st art artt bijv bv nl ca circa vgl resp jo blz pag p pp fig tab nr nrs
    hfst par vs incl excl zgn zog ev tel jan feb mrt apr jun jul aug sep sept okt nov dec evt uitg max min gem
    lic ltz lt sgt burg weth bc msc afb bijl aant kath prot secr vz c jhr jkvr zr
    """
)
# After these a sentence ends when a word follows that often opens one.
SOFT = _words(
    """
    enz etc mln mld jr sr jl ed ea e.d e.a e.v ev a.s j.l m.i i.d m.a.w b.v n.v v.o.f u.s v.s m.n min max ha km kg
    """
)
STARTERS = _words(
    """
    de het een dit dat deze die er ik jij je u hij zij ze wij we jullie men niemand iedereen iemand alles niets in op
    om van voor met na naar bij door over uit tot tegen tijdens sinds volgens zonder onder binnen als wanneer toen
    terwijl omdat hoewel want maar en of dus toch ook daar daarom daarna daarmee daarbij daarnaast dan nu nog niet
    geen wel wat wie waar waarom hoe hoeveel welke zo zoals al alle veel sommige beide hier hierdoor hiermee hierbij
    mijn onze ons hun haar zijn uw is was heeft hebben kan moet mag zal wil gaat daardoor verder bovendien eerst
    later vandaag gisteren morgen soms vaak misschien helaas gelukkig inmiddels intussen uiteindelijk kortom ja nee
    """
)
# Words after which a line or a name can hardly end.
LINKS = _words(
    """
    de het een en of van in te met voor bij naar om dat die als tot per dan deze dit onze hun zijn
    haar ook is wordt worden zoals tussen binnen tegen onder der den ten ter
    """
)
# Names with a capital inside; they are no glued headings.
BRANDS = _words("linkedin checkin optin plugin buildin youtube whatsapp")
