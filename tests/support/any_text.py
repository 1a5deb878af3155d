"""Any text whatever, for Hypothesis."""

from hypothesis import strategies as st

from tests.support.texts import PARAGRAPHS

LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            [*PARAGRAPHS, "", "", "Newsletter", "Related Articles", "0:00", "×", "By Ada Holm", "21 November 2026"]
        ),
        st.sampled_from(
            ["The Tide Table", "Twice a day.", "Ferry returns to the bay", "• a rope", "“Well.”", "— Ada Holm"]
        ),
    ),
    max_size=30,
)
TEXTS = st.one_of(
    st.text(), LINES.map("\n".join), st.text(alphabet=st.characters(categories=["Cs", "Cc", "Cf", "Mn", "L"]))
)
