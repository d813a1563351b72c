"""Texts for the laws: anything a person or a program could put in a cell, markers above all."""

from hypothesis import strategies as st

_PIECES = (
    *("• ", "- ", "– ", "* ", "·", "o ", "o\t", "o", "▪ ", "—", "--", "-5", "☐ "),
    *("1. ", "2) ", "12.", "(3)", "(3) ", "3)", "100. ", "1.5 ", "2026-27", "(03) 6232 1234"),
    *(
        "a. ",
        "b. ",
        "c. ",
        "z. ",
        "a.",
        "a) ",
        "(b) ",
        "i) ",
        "(iv) ",
        "v. ",
        "A. ",
        "B) ",
        "(s)he ",
    ),
    *("Reduce ", "waiting", "Outcome 3: ", "E. coli", "x", "y", "A"),
    *(" ", "  ", "\t", "\n", "\n\n", "\n\n\n", "\r\n", "\v", "\f", "\u2028", "\xa0", "\u3000"),
    *("\xad", "\u200b", "\ufeff", "\u2060", "\u2011", "\x07", "\x00", "\ufffe", "\ud83d", "\ude00"),
    *(
        "e\u0301",
        "\u0301",
        "שלום ",
        "مرحبا",
        "\u200f",
        "👩\u200d👩\u200d👧",
        "क\u094d\u200dष",
        "☺\ufe0f",
    ),
    *("12. July 2026", "12/7/2026", "July", "FY27", "n/a", "1 ", "7"),
)

pieced = st.lists(st.sampled_from(_PIECES), max_size=9).map("".join)
wild = st.one_of(pieced, st.text(max_size=40), st.lists(st.one_of(pieced, st.text())).map("".join))
cells = st.lists(wild, max_size=5)
