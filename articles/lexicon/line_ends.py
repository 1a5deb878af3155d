"""Words at the ends of wrapped lines: parts of compounds with a hyphen, conjunctions after a part left open.

Only rules read them, so that a word may be added without a training.
"""

from articles.lexicon import words

# A hyphen stays after the first or before the second of these: "well-known", "nineteen-year-old", "dit-il".
COMPOUND_STARTS = words(
    """
    well self half non ex mid semi co anti pre post multi all cross ill long short high low full part old new half
    so far free hard large small ever two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred one
    first second third north south east west right left world state best better much world vice editor brother
    sister mother father son daughter commander attorney
    avant après arrière demi peut celui celle ceux celles est sont dit là vis grand grands outre non sous
    """
)
COMPOUND_ENDS = words(
    """
    known old year month week day hour mile metre meter foot year-old based made term time scale wide free like
    style led run owned born looking standing running going lasting serving called so minded related speaking
    third thirds quarter quarters one two three four five six seven eight nine in-law in-chief general elect
    up off out down by
    il elle on ils elles ce je tu nous vous moi toi lui même mêmes ci là dessus dessous delà être midi
    """
)
# A part that is left open keeps its hyphen, and a space follows: "Hafen- und Fährbetrieb", "pre- and post-war".
CONJUNCTIONS = words(
    """
    und oder bis sowie bzw and or to en of och eller og i a lub e o ou y et als wie beziehungsweise
    """
)
ONE_WORD = words("de nl sv da no nb nn is fi et hu")  # languages that write compounds as one word
