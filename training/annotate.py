"""Annotations of news: from lists of substrings to spans, with every mistake told.

    annotate.py show CORPORA ID...             the articles, their paragraphs numbered
    annotate.py check CORPORA FILE.ann...      what does not fit, by line
    annotate.py build CORPORA FILE.ann... --out SPANS.jsonl
    annotate.py offsets CORPORA FILE.ann... --out OFFSETS.jsonl
    annotate.py agree CORPORA ONE.ann TWO.ann  how far two annotators agree

ANNOTATION.md describes the format and the guidelines. `build` writes texts and spans, for training.
`offsets` writes spans, a hash of each text and no word of it, for texts that must not be published;
`build` reads such a file like an `.ann` file.
"""
import argparse
import hashlib
import json
import re
import sys
from pathlib import Path

KINDS = {"person", "unnamed", "body", "document"}
ENTITIES = {"person", "org", "place"}
CORPORA = ("bbc", "wikinews", "worldwide")


def load_articles(corpora):
    """Every raw article by its identity: `bbc:sport-001`, `wikinews:2019-0`."""
    articles = {}
    for name in CORPORA:
        path = Path(corpora) / "raw" / f"{name}.jsonl"
        if not path.exists():
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            articles[f"{name}:{article['id']}"] = article
    return articles


def paragraphs(text):
    """Begin and end (code points) of every line that is not empty."""
    return [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", text)]


class Misfit(Exception):
    """An annotation that does not fit its text; the message says why."""


def occurrences(text, words, begin, end):
    """Where `words` stand between `begin` and `end`, as whole words."""
    found, at = [], begin
    while (at := text.find(words, at, end)) >= 0:
        stop = at + len(words)
        left = at == 0 or not (text[at].isalnum() and text[at - 1].isalnum())
        right = stop == len(text) or not (text[stop - 1].isalnum() and text[stop].isalnum())
        if left and right:
            found.append((at, stop))
        at += 1
    return found


def distance(span, others):
    """Characters between `span` and the nearest of `others`; overlap is far away."""
    best = 10**9
    for begin, end in others:
        if span[0] < end and begin < span[1]:
            return 10**8
        best = min(best, max(begin - span[1], span[0] - end))
    return best


def locate(text, lines, line, words, near=()):
    """The span that `words` describe: `N:words` in paragraph N, `words#2` the second time,
    `first ~~ last` from the one to the other."""
    if match := re.match(r"(\d+):\s*(.*)", words, re.S):
        line, words = int(match[1]), match[2]
    if not 1 <= line <= len(lines):
        raise Misfit(f"there is no paragraph {line}")
    begin, end = lines[line - 1]
    which = None
    if match := re.search(r"#(\d+)$", words):
        which, words = int(match[1]), words[: match.start()]
    first, _, last = (part.strip() for part in words.partition("~~"))
    found = occurrences(text, first, begin, end)
    if not found:
        raise Misfit(f"not in paragraph {line}: {first!r}")
    if which is not None:
        if which > len(found):
            raise Misfit(f"only {len(found)} times in paragraph {line}: {first!r}")
        found = [found[which - 1]]
    if last:
        start = found[0][0]
        ends = occurrences(text, last, found[0][1], end)
        if not ends:
            raise Misfit(f"not after {first!r} in paragraph {line}: {last!r}")
        return start, ends[0][1]
    return min(found, key=lambda span: distance(span, near)) if near else found[0]


def spans(text, lines, line, field, near=()):
    """The spans of a field, in the order of the text."""
    if field in ("", "-"):
        return []
    return sorted(locate(text, lines, line, part.strip(), near) for part in field.split(" // "))


def check_name(article, name):
    """Complains of a name whose words are not in the article."""
    text = f"{article.get('title', '')}\n{article['text']}".lower()
    for word in re.findall(r"[^\W_]+", name.lower()):
        if not re.search(rf"(?<![^\W_]){re.escape(word)}", text):
            raise Misfit(f"not in the text: {word!r} of {name!r}")


def statement(article, lines, row):
    """One statement from its line of six fields."""
    fields = [field.strip() for field in row.split(" | ")]
    if len(fields) != 6:
        raise Misfit(f"{len(fields)} fields, 6 wanted: paragraph | source | cue | content | kind | name")
    number, source, cue, content, kind, name = fields
    optional = number.startswith("?")
    number = number.lstrip("? ")
    if not number.isdigit():
        raise Misfit(f"no paragraph number: {number!r}")
    kinds = kind.split("/")
    if not set(kinds) <= KINDS:
        raise Misfit(f"kind {kind!r}: person, unnamed, body or document")
    text, line = article["text"], int(number)
    content = spans(text, lines, line, content)
    if not content:
        raise Misfit("no content")
    cue = spans(text, lines, line, cue, content)
    source = spans(text, lines, line, source, (cue or content))
    names = [] if name in ("", "-") else [[n.strip() for n in one.split("&&")] for one in name.split(" || ")]
    for one in names:
        for each in one:
            check_name(article, each)
    return {"source": source, "cue": cue, "content": content, "kind": kinds, "names": names, "optional": optional}


def read(path, articles):
    """Documents and complaints of one `.ann` or offsets file."""
    path = Path(path)
    if path.suffix == ".jsonl":
        return read_offsets(path, articles)
    documents, complaints, document, lines = [], [], None, []
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        row = row.strip()
        if not row or row.startswith("#") and not row.startswith("## "):
            continue
        try:
            if row.startswith("## "):
                identity = row[3:].strip()
                document = None
                if identity not in articles:
                    raise Misfit(f"no such article: {identity}")
                article = articles[identity]
                lines = paragraphs(article["text"])
                document = {"id": identity, "title": article.get("title", ""), "text": article["text"],
                            "entities": [], "attributions": []}
                documents.append(document)
            elif document is None:
                raise Misfit("belongs to no article")
            elif row.startswith("@"):
                kind, _, names = row[1:].partition(" ")
                optional, kind = kind.startswith("?"), kind.lstrip("?")
                if kind not in ENTITIES:
                    raise Misfit(f"entity kind {kind!r}: person, org or place")
                for name in filter(None, (n.strip() for n in names.split(" | "))):
                    found = occurrences(document["text"], name, 0, len(document["text"]))
                    if not found:
                        raise Misfit(f"not in the text: {name!r}")
                    document["entities"].append({"kind": kind, "name": name, "spans": found, "optional": optional})
            else:
                document["attributions"].append(statement(document, lines, row))
        except Misfit as misfit:
            complaints.append(f"{path}:{number}: {misfit}")
    return documents, complaints


def name_spans(document, name):
    """Where the words of `name` stand in the text, as few spans as there need be; None if one is
    only in the title."""
    whole = occurrences(document["text"], name, 0, len(document["text"]))
    if whole:
        return [whole[0]]
    found = []
    for word in name.split():
        where = occurrences(document["text"], word, 0, len(document["text"]))
        if not where:
            return None
        found.append(where[0])
    return found


def digest(text):
    """What a text is recognised by without being told."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def to_offsets(document):
    """A document without a word of its text."""
    attributions = []
    for one in document["attributions"]:
        names = [[name_spans(document, name) for name in names] for names in one["names"]]
        names = [names for names in names if all(names)]
        attributions.append({**one, "names": names})
    entities = [{key: one[key] for key in ("kind", "spans", "optional")} for one in document["entities"]]
    return {"id": document["id"], "text": digest(document["text"]), "entities": entities, "attributions": attributions}


def read_offsets(path, articles):
    """Documents and complaints of a file that `offsets` wrote."""
    documents, complaints = [], []
    for number, row in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        stored = json.loads(row)
        article = articles.get(stored["id"])
        if article is None or digest(article["text"]) != stored["text"]:
            complaints.append(f"{path}:{number}: the corpora have another text or none for {stored['id']}")
            continue
        text = article["text"]
        words = lambda where: " ".join(text[begin:end] for begin, end in where)
        for one in stored["attributions"]:
            one["names"] = [[words(where) for where in names] for names in one["names"]]
        for one in stored["entities"]:
            one["name"] = words(one["spans"][:1])
        documents.append({**stored, "title": article.get("title", ""), "text": text})
    return documents, complaints


def overlap(one, two):
    """Dice of two lists of spans, by characters."""
    covered = lambda spans: {at for begin, end in spans for at in range(begin, end)}
    a, b = covered(one), covered(two)
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def plain(name):
    """A name without case, article and punctuation."""
    return re.sub(r"^(the|a|an) ", "", " ".join(re.findall(r"[^\W_]+", name.lower())))


def agree(ones, twos):
    """How far two annotators agree: statements that both have, and of these content, source, name."""
    twos = {document["id"]: document for document in twos}
    counts = {"articles": 0, "first": 0, "second": 0, "both": 0, "content": 0, "source": 0, "name": 0, "kind": 0}
    for one in ones:
        two = twos.get(one["id"])
        if two is None:
            continue
        counts["articles"] += 1
        mine = [a for a in one["attributions"] if not a["optional"]]
        theirs = list(two["attributions"])
        counts["first"] += len(mine)
        counts["second"] += sum(not a["optional"] for a in theirs)
        for a in mine:
            best = max(theirs, key=lambda b: overlap(a["content"], b["content"]), default=None)
            if best is None or overlap(a["content"], best["content"]) < 0.5:
                continue
            theirs.remove(best)
            counts["both"] += 1
            counts["content"] += a["content"] == best["content"]
            counts["source"] += a["source"] == best["source"]
            counts["kind"] += bool(set(a["kind"]) & set(best["kind"]))
            names = lambda s: {tuple(sorted(plain(n) for n in names)) for names in s["names"]} or {()}
            counts["name"] += bool(names(a) & names(best))
    return counts


def show(article):
    """An article with its paragraphs numbered."""
    text = article["text"]
    rows = [f"## {article['key']}", f"TITLE: {article.get('title', '')}"]
    rows += [f"[{n}] {text[b:e]}" for n, (b, e) in enumerate(paragraphs(text), 1)]
    return "\n".join(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("do", choices=["show", "check", "build", "offsets", "agree"])
    parser.add_argument("corpora")
    parser.add_argument("what", nargs="+")
    parser.add_argument("--out")
    args = parser.parse_args()
    articles = load_articles(args.corpora)
    if args.do == "show":
        for key in args.what:
            print(show({**articles[key], "key": key}), end="\n\n")
        return 0
    documents, complaints = [], []
    for path in args.what:
        some, wrong = read(path, articles)
        documents.append(some)
        complaints += wrong
    print(*complaints, sep="\n", file=sys.stderr) if complaints else None
    if args.do == "agree":
        print(json.dumps(agree(*documents), indent=1))
    everything = [document for some in documents for document in some]
    if args.do in ("build", "offsets") and not complaints:
        out = open(args.out, "w", encoding="utf-8") if args.out else sys.stdout
        for document in everything:
            value = document if args.do == "build" else to_offsets(document)
            print(json.dumps(value, ensure_ascii=False), file=out)
    count = sum(len(document["attributions"]) for document in everything)
    print(f"{len(everything)} articles, {count} statements, {len(complaints)} complaints", file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
