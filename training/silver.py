"""CoreNLP's entities on PolNeAR, cleaned: what the whole corpus agrees on overrules a single reading, and what it
does not agree on is left out of the loss."""
import collections

KINDS = {"PERSON": "person", "ORGANIZATION": "organization", "LOCATION": "place", "DATE": "date", "TIME": "date",
         "DURATION": "date", "MONEY": "quantity", "PERCENT": "quantity", "NUMBER": "quantity", "MISC": "misc"}
NOT_GROUPS = {"Games", "Olympics", "Minors", "Khans", "Native", "Trumpian", "Parisian", "U.S.-Mexico", "EU-Turkey",
              "Yorkers", "Islamic"}
VAGUE = {"now", "once", "then", "future", "past", "currently", "recently", "previously", "recent", "the"}
# where CoreNLP is sure and wrong
KNOWN = {"place": ["Cleveland", "Philippines", "Nice", "Palestine", "Afghanistan", "Washington", "Oval Office",
                   "City Hall", "Vietnam"],
         "organization": ["Clinton Foundation", "Valeant", "Amazon", "White House", "GOP", "Facebook", "Twitter", "Fox",
                          "Instagram", "Guardian", "Taliban", "Gallup", "al-Qaeda", "American Legion", "Dow Chemical",
                          "Republican National Convention", "Democratic National Convention", "Drudge Report",
                          "World Trade Organization", "American Crossroads", "Log Cabin Republicans", "Getty"],
         "person": ["Garland", "Clintons", "Mark Cuban", "Mills", "Khans"],
         "group": ["Democrat", "Latino", "Arab", "Afghan", "Catholic", "South Korean", "North Korean", "New Yorkers",
                   "Southern", "Central American", "Latin American", "Roman Catholic", "Nazi", "Puerto Rican",
                   "Millennials", "Middle Eastern", "Central Asian", "Palestinian", "Parisian", "Central Americans"],
         "misc": ["Zika", "Obamacare", "Constitution", "Common Core", "Brexit", "Social Security", "Medicare", "TPP",
                  "Freedom of Information Act", "State of the Union", "Make America Great Again", "Great Recession"]}
NAMES = {"person", "organization", "place", "misc"}
TITLES = {"Mr.", "Mrs.", "Ms.", "Dr.", "President", "Sen.", "Senator", "Gov.", "Governor", "Rep.", "Secretary", "the",
          "The", "Judge", "Justice"}


def nationalities(parsed):
    """Words that CoreNLP keeps calling MISC as adjectives or plural nouns: American, Democrats, Shiite."""
    yes, seen = collections.Counter(), collections.Counter()
    for sentences in parsed.values():
        for sentence in sentences:
            for _, _, word, pos, ne, _ in sentence:
                if word[:1].isupper():
                    seen[word] += 1
                    if ne == "MISC" and pos in ("JJ", "NNPS", "NNS", "NNP"):
                        yes[word, pos] += 1
    out = set()
    for word, n in seen.items():
        jj, plural, single = yes[word, "JJ"], yes[word, "NNPS"] + yes[word, "NNS"], yes[word, "NNP"]
        total = jj + plural + single
        tail = word.rsplit("-", 1)[-1] if "-" in word else ""
        if total >= 3 and total / n >= 0.5 and (jj + plural) / total >= 0.5 and not tail.islower() \
                and word not in NOT_GROUPS:
            out.add(word)
    return frozenset(out)


def _spans(sentence, groups):
    """[(first token, end token, kind)] of a sentence."""
    out, i = [], 0
    while i < len(sentence):
        ne = sentence[i][4]
        kind = KINDS.get(ne)
        j = i + 1
        if ne == "O" and sentence[i][2] in groups:
            out.append((i, j, "group"))
        elif kind:
            while j < len(sentence) and sentence[j][4] == ne and sentence[j][2] not in ("and",):
                j += 1
            if kind == "misc":
                words = [t[2] for t in sentence[i:j]]
                if all(w in groups for w in words):
                    out.extend((k, k + 1, "group") for k in range(i, j))
                else:
                    out.append((i, j, "misc"))
            else:
                out.append((i, j, kind))
        i = j
    return [x for x in (_trim(sentence, *s) for s in out) if x]


def _trim(sentence, i, j, kind):
    if kind in NAMES:
        while i < j and (sentence[i][2] in TITLES or not sentence[i][2][0].isalnum()):
            i += 1
        while j > i and (sentence[j - 1][2] in ("'s", "’s", "'", "’") or not sentence[j - 1][2][-1].isalnum()
                         and sentence[j - 1][2][-1] != "."):
            j -= 1
    if kind == "quantity" and j - i == 1 and sentence[i][2].lower() in ("one", "zero"):
        return None
    if kind == "date" and j - i == 1 and sentence[i][2].lower() in VAGUE:
        return None
    return (i, j, kind) if i < j else None


def _headline(sentence):
    words = [t[2] for t in sentence if t[2].isalpha() and len(t[2]) > 3]
    return len(words) >= 3 and sum(w[0].isupper() for w in words) > 0.7 * len(words)


def _key(sentence, i, j):
    return tuple(t[2] for t in sentence[i:j])


def votes(parsed, groups):
    """How often each name was called what, outside headlines."""
    table = collections.defaultdict(collections.Counter)
    for sentences in parsed.values():
        for sentence in sentences:
            if _headline(sentence):
                continue
            for i, j, kind in _spans(sentence, groups):
                if kind in NAMES:
                    table[_key(sentence, i, j)][kind] += 1
    for kind, names in KNOWN.items():
        for name in names:
            table[tuple(name.split())] = collections.Counter({kind: 1000})
    return table


def clean(sentences, table, groups):
    """[(start, end, kind or None)] of a document."""
    people = set()  # family names of this document's people
    for sentence in sentences:
        for i, j, kind in _spans(sentence, groups):
            if kind == "person" and j - i >= 2 and not _headline(sentence):
                people.add(sentence[j - 1][2])
    out = []
    for sentence in sentences:
        headline, done = _headline(sentence), set()
        for i, j, kind in _spans(sentence, groups):
            done.update(range(i, j))
            if kind in NAMES:
                kind = _settle(_key(sentence, i, j), kind, table, people, headline)
            if kind != "none":
                out.append((sentence[i][0], sentence[j - 1][1], kind))
        i = 0
        while i < len(sentence):  # names that were overlooked here but are sure elsewhere
            step = 1
            for n in (4, 3, 2, 1):
                if i + n > len(sentence) or any(k in done for k in range(i, i + n)):
                    continue
                c = table.get(_key(sentence, i, i + n))
                if c and sum(c.values()) >= (8 if n == 1 else 3) and sentence[i][2][:1].isupper():
                    top, k = c.most_common(1)[0]
                    sure = k / sum(c.values()) >= 0.85 and top not in ("misc", "group")
                    proper = sentence[i][3].startswith("NNP")
                    out.append((sentence[i][0], sentence[i + n - 1][1], top if sure and proper else None))
                    step = n
                    break
            i += step
    return sorted(out, key=lambda x: x[0])


def _settle(key, kind, table, people, headline):
    c = table.get(key, collections.Counter())
    total = sum(c.values())
    if len(key) == 1 and key[0] in people:
        return "person"
    if total >= 3:
        top, k = c.most_common(1)[0]
        if k / total >= 0.7:
            return "none" if top == "misc" else top
        return None
    if headline or (kind == "organization" and len(key) > 7) or (kind == "person" and len(key) > 5):
        return None
    return "none" if kind == "misc" else kind
