"""Word pieces: greedy longest match in MiniLM's vocabulary, over units in small letters without accents."""
import functools
import os
import unicodedata

import text as T

PAD, UNKNOWN, CLS, SEP, MASK = "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"
MOST = 8  # pieces a unit; the rest of a very long one is left out


def fold(word):
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")


class Vocabulary:
    def __init__(self, pieces):
        self.pieces = list(pieces)
        self.ids = {p: i for i, p in enumerate(self.pieces)}
        self.unknown, self.cls, self.sep, self.mask = (self.ids[x] for x in (UNKNOWN, CLS, SEP, MASK))
        self.of_word = functools.lru_cache(1 << 17)(self._of_word)

    @staticmethod
    def of_minilm():
        from encoder import pretrained_folder
        with open(os.path.join(pretrained_folder(), "vocab.txt"), encoding="utf-8") as f:
            return Vocabulary(line.rstrip("\n") for line in f)

    def _of_word(self, word):
        if len(word) > T.LONGEST:
            return (self.unknown,)
        w, out, i = fold(word), [], 0
        while i < len(w):
            j = len(w)
            while j > i and (("##" if i else "") + w[i:j]) not in self.ids:
                j -= 1
            if j == i:
                return (self.unknown,)
            out.append(self.ids[("##" if i else "") + w[i:j]])
            i = j
        return tuple(out[:MOST]) or (self.unknown,)

    def encode(self, paragraph):
        """(piece ids, features, index of each unit's first piece). Outer quotation marks are all one piece, and so
        are all apostrophes: style is left out, what opens and closes is told by the feature."""
        ids, feats, first = [], [], []
        for word, quote, case in zip(paragraph.words, paragraph.quotes, paragraph.cases):
            if quote in (T.OPEN, T.CLOSE) and len(word) == 1 and word in T.DOUBLES + T.SINGLES:
                word = '"'
            elif len(word) == 1 and word in T.DOUBLES + T.SINGLES:
                word = "'"
            got = self.of_word(word)
            first.append(len(ids))
            ids.extend(got)
            feats.extend([case * 4 + quote] * len(got))
        return ids, feats, first
