"""Text to units: paragraphs, units with exact offsets, sentences, quotation marks, case. Offsets: code points.

A unit is a run of letters, digits and combining marks, or one other character that is not white space.
That is what the word-piece vocabulary was made for, and it needs no list of exceptions."""
import unicodedata

SPECIAL = 20  # the feature of [CLS] and [SEP]
FEATURES = 21
LOWER, UPPER, TITLE, DIGIT, SYMBOL = range(5)
OUT, IN, OPEN, CLOSE = range(4)
DOUBLES = "\"“”„‟«»"
SINGLES = "'‘’‚‹›`"
ABBREVIATIONS = set("mr mrs ms dr sen rep gov gen lt col sgt jr sr st prof rev hon sept oct nov dec jan feb aug "
                    "inc corp co vs no ltd bros capt cmdr maj adm pres etc ft mt u s".split())
LONGEST = 100  # a longer unit is unknown to the model


def is_word(c):
    return c.isalnum() or unicodedata.category(c)[0] == "M"


def paragraphs(text):
    """Lines that hold more than white space, as (start, end)."""
    out, start = [], 0
    for i, c in enumerate(text + "\n"):
        if c in "\n\r":
            if text[start:i].strip():
                out.append((start, i))
            start = i + 1
    return out


def units(text, start, end):
    out, i = [], start
    while i < end:
        c = text[i]
        if is_word(c):
            j = i + 1
            while j < end and is_word(text[j]):
                j += 1
            out.append((i, j))
            i = j
        else:
            if not c.isspace():
                out.append((i, i + 1))
            i += 1
    return out


def case_of(word):
    if not is_word(word[0]):
        return SYMBOL
    if word[0].isdigit():
        return DIGIT
    if len(word) > 1 and word.isupper():
        return UPPER
    return TITLE if word[0].isupper() else LOWER


def _closes_single(text, u, i):
    """Whether unit i, a single mark, can close: glued to the left, loose to the right."""
    s, e = u[i]
    before = i > 0 and u[i - 1][1] == s
    after = i + 1 < len(u) and u[i + 1][0] == e and is_word(text[e])
    return before and not after and text[s] in "'’›`"


def _opens_single(text, u, i):
    s, e = u[i]
    if text[s] not in "'‘‹`":
        return False
    glued = i > 0 and u[i - 1][1] == s
    if glued and text[s - 1] not in "([{—–-\"“":
        return False
    return i + 1 < len(u) and u[i + 1][0] == e and (is_word(text[e]) or text[e] in "…[(")


def _single_is_closed(text, u, i):
    """Whether a mark that closes comes after unit i, before another that opens."""
    if text[u[i][1]].isdigit() and text[u[i][0]] != "‘":  # '90s
        return False
    for j in range(i + 2, len(u)):
        if u[j][1] - u[j][0] == 1 and text[u[j][0]] in SINGLES:
            if _closes_single(text, u, j):
                return True
            if _opens_single(text, u, j):
                return False
    return False


def _possessive(text, u, i):
    """workers' rights: an s before, a small letter after, and a better mark to come."""
    s = u[i][0]
    if text[s - 1] not in "sS" or i + 1 >= len(u) or not text[u[i + 1][0]].islower():
        return False
    for j in range(i + 1, len(u)):
        if u[j][1] - u[j][0] == 1 and text[u[j][0]] in SINGLES:
            if _closes_single(text, u, j):
                return True
            if _opens_single(text, u, j):
                return False
    return False


def _double(text, u, i, opened):
    """OPEN or CLOSE for the double mark at unit i; `opened` is the mark that is open, or ''."""
    s, e = u[i]
    c = text[s]
    if c in "\"":
        glued_left = i > 0 and u[i - 1][1] == s and text[s - 1] not in "([{—–-'‘"
        glued_right = i + 1 < len(u) and u[i + 1][0] == e and (is_word(text[e]) or text[e] in "[($€£'‘.…")
        if glued_left != glued_right:
            return CLOSE if glued_left else OPEN
        return CLOSE if opened else OPEN
    if c in "“‟«":
        return CLOSE if (opened == "„" and c == "“") or (opened == "»" and c == "«") else OPEN
    if c in "”»":
        return OPEN if c == "»" and not opened else CLOSE
    return OPEN


def quote_states(text, u):
    """For each unit of a paragraph: OUT, IN, or that it is an outer mark that OPENs or CLOSEs."""
    out, opened, skip = [], "", -1
    for i, (s, e) in enumerate(u):
        c = text[s]
        state = IN if opened else OUT
        if i == skip:
            state = out[-1]
        elif e - s == 1 and c in "'`" and i + 1 < len(u) and u[i + 1][0] == e and text[e] == c and opened != "'":
            state = OPEN if c == "`" or (not opened and (i == 0 or u[i - 1][1] < s)) else CLOSE
            opened, skip = ('"' if state == OPEN else ""), i + 1
        elif e - s == 1 and c in DOUBLES:
            if opened != "'":
                state = _double(text, u, i, opened)
                opened = c if state == OPEN else ""
        elif e - s == 1 and c in SINGLES:
            if not opened and _opens_single(text, u, i) and _single_is_closed(text, u, i):
                state, opened = OPEN, "'"
            elif opened == "'" and _closes_single(text, u, i) and not _possessive(text, u, i):
                state, opened = CLOSE, ""
        out.append(state)
    return out


def sentence_ids(text, u, quotes):
    """The number of the sentence that each unit lies in."""
    ids, current, ended = [], 0, False
    for i, (s, e) in enumerate(u):
        closer = quotes[i] == CLOSE or text[s] in ")]’”»"
        if ended and not closer:
            c = text[s]
            if u[i - 1][1] < s and (c.isupper() or c.isdigit() or quotes[i] == OPEN or c in "(@#‘“["):
                current += 1
            ended = False
        ids.append(current)
        if text[s] in "?!…" or (text[s] == "." and not _abbreviated(text, u, i)):
            ended = True
    return ids


def _abbreviated(text, u, i):
    if i == 0 or u[i - 1][1] != u[i][0]:
        return False
    word = text[u[i - 1][0]:u[i - 1][1]]
    return (len(word) == 1 and word.isupper()) or (word[0].isupper() and word.lower() in ABBREVIATIONS)


class Paragraph:
    """A paragraph's units with all that the model is told of them."""

    def __init__(self, text, start, end, index):
        self.start, self.end, self.index = start, end, index
        self.units = units(text, start, end)
        self.words = [text[s:e] for s, e in self.units]
        self.quotes = quote_states(text, self.units)
        self.cases = [case_of(w) for w in self.words]
        self.sentences = sentence_ids(text, self.units, self.quotes)


def read(text):
    """All paragraphs of a text."""
    out = []
    for start, end in paragraphs(text):
        p = Paragraph(text, start, end, len(out))
        if p.units:
            out.append(p)
    return out
