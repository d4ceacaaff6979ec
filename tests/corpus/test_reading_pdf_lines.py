from corpus.reading._pdf import clean_pages


def test_words_cut_by_a_line_end_are_joined() -> None:
    assert clean_pages(["De ge-\nmeente en de voor-\nen nadelen."]) == "De gemeente en de voor-\nen nadelen."


def test_soft_hyphens_and_ligatures_are_resolved() -> None:
    assert clean_pages(["Een e\ufb03ciënte o\u00ad\nplossing, \ufb01jn."]) == "Een efficiënte oplossing, fijn."


def test_a_running_head_with_its_page_number_goes() -> None:
    pages = [f"Raadsnota wonen {n}\nTekst van {'abc'[n]} hier.\n{n}" for n in range(3)]
    assert clean_pages(pages) == "Tekst van a hier.\nTekst van b hier.\nTekst van c hier."


def test_a_line_repeated_inside_pages_stays() -> None:
    pages = [f"{a}1\n{a}2\n{a}3\nDat vindt de raad.\n{a}4\n{a}5\n{a}6" for a in "abc"]
    assert clean_pages(pages).count("Dat vindt de raad.") == 3


def test_the_lines_of_a_single_page_all_stay() -> None:
    assert clean_pages(["Kop\nKop\nTekst."]) == "Kop\nKop\nTekst."


def test_hyphens_by_the_thousand_are_handled() -> None:
    assert clean_pages(["a-\n" * 60_000]).count("-\n") <= 1
