"""The corpora: PolNeAR (attributions, silver parse), GUM (gold entities), Universal NER (measuring only).

A document is {"id", "text", "attributions", "entities": [(start, end, kind or None)], ...}; a kind None means that
nobody knows: the loss skips those units."""
import collections
import csv
import json
import os

import coreference

MONTHS = set("january february march april may june july august september october november december monday tuesday "
             "wednesday thursday friday saturday sunday".split())
TITLES = set("mr mrs ms miss dr prof professor sir dame lord lady president vice prime minister senator sen "
             "representative rep congressman congresswoman governor gov mayor general gen colonel col captain capt "
             "lieutenant lt sergeant sgt major admiral judge justice chief secretary chancellor king queen prince "
             "princess pope cardinal bishop rev reverend father saint st ambassador speaker officer detective "
             "inspector coach chairman chairwoman director attorney sheriff".split())
# genres of GUM whose texts may be used by anybody (its LICENSE: wikiHow and fiction are non-commercial)
FREE_GENRES = {"academic", "bio", "interview", "news", "speech", "textbook", "vlog", "voyage", "court", "conversation"}


def polnear(folder, part):
    with open(os.path.join(folder, "polnear", f"{part}.jsonl"), encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def corenlp(folder, part):
    """Per document its sentences of (start, end, word, part of speech, entity, relation)."""
    out, current, sentence = {}, None, []
    with open(os.path.join(folder, "polnear", f"{part}.corenlp.tsv"), encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if line.startswith("# id = "):
                current = out.setdefault(line[7:], [])
                sentence = []
            elif not line or line.startswith("#"):
                sentence = []
            else:
                c = line.split("\t")
                if not sentence:
                    current.append(sentence)
                sentence.append((int(c[0]), int(c[1]), c[2], c[4], c[5], c[7]))
    return out


def chains(folder, part):
    """CoreNLP's chains per document: lists of (sentence, first token, end token), counted from 0."""
    out, current = {}, None
    with open(os.path.join(folder, "polnear", f"{part}.corenlp.tsv"), encoding="utf-8") as f:
        for line in f:
            if line.startswith("# id = "):
                current = out.setdefault(line[7:].rstrip("\n"), [])
            elif line.startswith("# coref "):
                chain = []
                for mention in line[8:].split():
                    sentence, _, tokens = mention.rstrip("*").partition(":")
                    first, _, end = tokens.partition("-")
                    chain.append((int(sentence) - 1, int(first) - 1, int(end) - 1))
                current.append(chain)
    return out


def gap(folder, part):
    """GAP: a pronoun and two names; which of them is meant, if it is one of the two."""
    out = []
    with open(os.path.join(folder, "gap", f"gap-{part}.tsv"), encoding="utf-8") as f:
        for row in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
            def span(name):
                at = int(row[name + "-offset"])
                return at, at + len(row[name])
            right = {n for n, x in enumerate("AB") if row[x + "-coref"].upper() == "TRUE"}
            pronoun = {"span": span("Pronoun"), "right": right, "of": {0, 1}}
            out.append({"id": row["ID"], "text": row["Text"], "attributions": None, "entities": None,
                        "candidates": [span("A"), span("B")], "anaphors": [pronoun]})
    return out


def annotated(path):
    """Articles as annotate.py builds them. Statements within another's content are left out: tags lie flat."""
    kinds = {"person": "person", "org": "organization", "place": "place"}
    out = []
    with open(path, encoding="utf-8") as f:
        for d in map(json.loads, f):
            spans = [(s, e, None if x["optional"] else kinds[x["kind"]], 0) for x in d["entities"] for s, e in x["spans"]]
            out.append({"id": d["id"], "text": d["text"], "attributions": _flat(d["attributions"]),
                        "entities": _outermost(spans), "annotated": d, **coreference.of_annotated(d)})
    return out


def _flat(attributions):
    """Statements without those whose cue stands within another's content, and of several of one content the first."""
    kept = []
    for n, a in enumerate(attributions):
        mine = a["cue"] or a["content"]
        within = any(k != n and any(s <= mine[0][0] and mine[0][1] <= e for s, e in b["content"])
                     and (a["cue"] or b["content"] != a["content"]) for k, b in enumerate(attributions))
        if not within and all(b["content"] != a["content"] for b in kept):
            kept.append({r: a[r] for r in ("source", "cue", "content")})
    return kept


class Token:
    __slots__ = ("start", "end", "form", "upos", "xpos", "head", "rel", "misc", "feats")


def _conllu_documents(path):
    """Yields (id, text, sentences of tokens with offsets)."""
    name, text, sentences = None, "", []
    rows, fresh = [], False
    with open(path, encoding="utf-8") as f:
        for line in list(f) + ["\n"]:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id"):
                if name:
                    yield name, text, sentences
                name, text, sentences, fresh = line.split("= ")[1], "", [], False
            elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
                fresh = True
            elif line.startswith("#"):
                continue
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                if text:
                    text = text.rstrip(" ") + ("\n\n" if fresh else " ")
                text, sentence = _sentence(text, rows)
                sentences.append(sentence)
                rows, fresh = [], False
    if name:
        yield name, text, sentences


def _sentence(text, rows):
    out, until = [], 0
    for r in rows:
        if "." in r[0]:
            continue
        space = "" if "SpaceAfter=No" in r[9] else " "
        if "-" in r[0]:
            until = int(r[0].split("-")[1])
            base, text = len(text), text + r[1] + space
            surface, used = r[1], 0
            continue
        t = Token()
        t.form, t.upos, t.xpos, t.head, t.rel, t.misc, t.feats = r[1], r[3], r[4], int(r[6]), r[7], r[9], r[5]
        if int(r[0]) <= until:
            at = surface.find(r[1], used)
            if at < 0:
                at, size = used, max(0, len(surface) - used)
            else:
                size = len(r[1])
            t.start, t.end = base + at, base + at + size
            used = at + size
        else:
            t.start = len(text)
            t.end = t.start + len(r[1])
            text += r[1] + space
        out.append(t)
    return text, out


def _mentions(sentences):
    """GUM's mentions that lie within a sentence: (sentence, first token, last token, type, entity)."""
    out = []
    for s, sentence in enumerate(sentences):
        opened = collections.defaultdict(list)
        for i, t in enumerate(sentence):
            m = next((x[7:] for x in t.misc.split("|") if x.startswith("Entity=")), "")
            token = ""
            for c in m:
                if c == "(" or c == ")":
                    if token.startswith("("):
                        parts = token[1:].split("-")
                        opened[parts[0]].append((i, parts[1] if len(parts) > 1 else ""))
                        if c == ")":
                            a, kind = opened[parts[0]].pop()
                            out.append((s, a, i, kind, parts[0]))
                    elif token and c == ")":
                        if opened.get(token):
                            a, kind = opened[token].pop()
                            out.append((s, a, i, kind, token))
                    token = "(" if c == "(" else ""
                else:
                    token += c
            if token.startswith("("):
                parts = token[1:].split("-")
                opened[parts[0]].append((i, parts[1] if len(parts) > 1 else ""))
    return out


def name_part(sentence, first, last):
    """The name in a mention whose head is a proper noun, as token indices (i, j inclusive), or None.

    The head with the proper nouns, numbers and hyphens that touch it, with a following 'of X' or 'for X' of a
    capitalised name, without leading titles and articles."""
    heads = [k for k in range(first, last + 1) if not first <= sentence[k].head - 1 <= last]
    if not heads or sentence[heads[0]].upos != "PROPN":
        return None
    h = heads[0]

    def part_of(k):
        t = sentence[k]
        if t.upos == "PROPN" or t.form in ("-", "&", "'", "’") or (t.upos == "NUM" and k > h):
            return True
        return t.form[0].isupper() and t.upos in ("ADJ", "NOUN", "VERB")

    i = j = h
    while i > first and part_of(i - 1) and sentence[i - 1].rel not in ("appos", "conj"):
        i -= 1
    while j < last:
        n = sentence[j + 1]
        if n.rel in ("appos", "conj") or (n.upos == "PROPN" and n.rel == "list"):
            break
        if part_of(j + 1) and (n.upos != "NUM" or n.head - 1 == h):
            j += 1
        elif n.form in ("of", "for", "and", "de", "the", "'s", "’s") and _name_goes_on(sentence, j + 1, last, h):
            j += 1
        else:
            break
    while i < h and (sentence[i].form.lower().strip(".") in TITLES or not sentence[i].form[0].isalnum()):
        i += 1
    while j > h and not sentence[j].form[-1].isalnum():
        j -= 1
    if all(t.form.lower().strip(".") in TITLES for t in sentence[i:j + 1]):
        return None
    return i, j


def _name_goes_on(sentence, k, last, h):
    """At a small word inside a name: another capitalised one follows that hangs on the head's own phrase."""
    n = k + 1
    while n <= last and sentence[n].form in ("the", "of"):
        n += 1
    if n > last or sentence[n].upos != "PROPN":
        return False
    if sentence[k].form == "and":
        return False
    return sentence[n].rel.split(":")[0] in ("nmod", "flat", "compound", "amod")


PLACE_OR_ORG = {"person": "person", "organization": "organization", "place": "place"}


def _names_of(path):
    with open(path, encoding="utf-8") as f:
        return {line.split("= ")[1].strip() for line in f if line.startswith("# newdoc id")}


def gum(folder, part, genres=None, nationalities=frozenset()):
    """GUM's documents. The file of the train part also holds some of dev and test: they are left out."""
    out, held_back = [], set()
    if part == "train":
        held_back = _names_of(os.path.join(folder, "gum", "dev.conllu")) | _names_of(os.path.join(folder, "gum", "test.conllu"))
    for name, text, sentences in _conllu_documents(os.path.join(folder, "gum", f"{part}.conllu")):
        genre = name.split("_")[1]
        if name in held_back or (genres and genre not in genres):
            continue
        spans, mentions = [], _mentions(sentences)
        for s, a, b, kind, _ in mentions:
            sentence = sentences[s]
            if kind == "time":
                words = [t.form.lower() for t in sentence[a:b + 1]]
                if any(w in MONTHS or w.isdigit() for w in words) and b - a < 7:
                    spans.append((sentence[a].start, sentence[b].end, "date", b - a))
                elif any(sentence[k].upos == "NUM" for k in range(a, b + 1)):
                    spans.append((sentence[a].start, sentence[b].end, None, b - a))
                continue
            if kind not in PLACE_OR_ORG:
                continue
            got = name_part(sentence, a, b)
            if not got:
                continue
            i, j = got
            head = sentence[j]
            if kind in ("person", "organization") and head.xpos == "NNPS" and i == j and kind == "person":
                kind = "group"
            spans.append((sentence[i].start, sentence[j].end, kind, b - a))
        for sentence in sentences:
            for t in sentence:
                if t.upos == "ADJ" and t.form in nationalities:
                    spans.append((t.start, t.end, "group", 0))
                elif t.upos == "NUM":
                    spans.append((t.start, t.end, None, 0))
        out.append({"id": name, "text": text, "attributions": None, "entities": _outermost(spans), "genre": genre,
                    **coreference.of_gum(sentences, mentions)})
    return out


def _outermost(spans):
    """Without overlaps: the longest name wins; an unknown one gives way."""
    kept = []
    for s, e, kind, _ in sorted(spans, key=lambda x: (x[2] is None, -(x[1] - x[0]), x[0])):
        if all(e <= a or s >= b for a, b, _ in kept):
            kept.append((s, e, kind))
    return sorted(kept)


def uner(folder, part="dev"):
    """Universal NER: person, organization and place by hand; sentences as documents."""
    kinds = {"PER": "person", "ORG": "organization", "LOC": "place"}
    out, text, spans, at, name = [], "", [], 0, ""
    with open(os.path.join(folder, "uner", f"{part}.iob2"), encoding="utf-8") as f:
        for line in list(f) + ["\n"]:
            line = line.rstrip("\n")
            if line.startswith("# sent_id"):
                name = line.split("= ")[1]
            elif line.startswith("# text"):
                text, at, spans = line.split("= ", 1)[1], 0, []
            elif line.startswith("#"):
                continue
            elif line:
                c = line.split("\t")
                s = text.find(c[1], at)
                if s < 0:
                    continue
                at = s + len(c[1])
                if c[2][0] == "B":
                    spans.append([s, at, kinds.get(c[2][2:])])
                elif c[2][0] == "I" and spans:
                    spans[-1][1] = at
            elif text:
                out.append({"id": name, "text": text, "attributions": None,
                            "entities": [tuple(x) for x in spans if x[2]]})
                text = ""
    return out
