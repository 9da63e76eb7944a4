#!/usr/bin/env python3
"""web.py CHECKPOINT --corpora DIR --out KINDS.json: names in web text (English Web Treebank train).

The treebank's gold parts of speech say where a name begins and ends, and what is none. Its kind comes from a word
that tells (University, Mr.), from what an earlier network says of all its occurrences together, or from a list read by
hand; where none of these is sure, the name is left out of the loss."""
import argparse
import bisect
import collections
import json
import os

import numpy as np

import corpora
import names
import tags as G
import text as T

JOINS = {"university", "department", "ministry", "bank", "house", "board", "institute", "commission", "association",
         "council", "church", "republic", "state", "city", "gulf", "bay", "strait", "office", "college", "school",
         "court", "united", "bureau", "federation", "kingdom", "sea", "isle", "museum", "chamber", "league"}
BODY = {"inc", "corp", "corporation", "co", "company", "llc", "ltd", "llp", "lp", "university", "college", "school",
        "institute", "commission", "committee", "council", "department", "dept", "ministry", "agency", "association",
        "party", "bank", "group", "foundation", "court", "police", "army", "navy", "senate", "congress", "board",
        "bureau", "times", "post", "news", "union", "society", "authority", "administration", "parliament", "academy",
        "partners", "airlines", "airways", "front", "league", "coalition", "alliance", "organization", "federation"}
SITE = {"hotel", "restaurant", "cafe", "inn", "park", "river", "lake", "mountain", "mountains", "island", "islands",
        "sea", "ocean", "street", "st", "road", "rd", "ave", "avenue", "airport", "bridge", "beach", "valley", "bay",
        "county", "station", "square", "falls", "peninsula", "province", "district", "desert", "mall", "blvd"}
# read by hand: what an earlier network is unsure of among the commonest
BY_HAND = {
    "organization": """Enron;Al Qaeda;al Qaeda;al-Qaeda;Al-Qaeda;al-Qa'ida;Taliban;the Taliban;LTTE;NASA;ENA;Cargill;ISO;Questar;
PaineWebber;Transwestern;EnronOnline;EOL;EES;FERC;Hamas;PG&E;UPI;Pew;ISDA;ERCOT;Ercot;CPUC;PUCT;IRS;EPA;INS;VCU;Barclays;Compaq;
Google;Microsoft;Disney;Beatles;The Beatles;Stones;Oasis;ISI;MHC;CDEC;IAEA;KSM Group;Newsweek;Yale;Reuters;Halliburton;Wal-Mart;
WalMart;Walmart;Starbucks;YouTube;Dow;NYMEX;Southwest Gas;SWG;BC Gas;CRRA;ECS;BNA;NEPCO;Congress;Senate;Commission;Coalition;EU;
GOP;UN;NATO;Pentagon;White House;the White House;Al-Jazeera;al-Jazeera;CNN;BBC;FOX;Fox;Washington Post;New York Times;Apple;IBM;
Intel;Sony;Ford;Toyota;Honda;PayPal;eBay;Ebay;Facebook;Twitter;Mozilla;Yahoo;AOL;Verizon;AT&T;Sprint;Comcast;Dell;HP;Hezbollah;
Hizbullah;Islamic Jihad;Guard;Air Force;National Guard;Tigers;Tamil Tigers;ARVN;VC;Viet Cong;Communist Party;Supreme Court;
United Nations;European Union;Republican Guard;Security Council;El Paso Corp;Duke Energy;Dynegy;Reliant;Calpine;Edison;SCE;SDG&E;
Con Edison;ConEd;Sempra;Mirant;Azurix;Arthur Andersen;Goldman Sachs;JP Morgan;Citibank;Chase;UBS;Merrill Lynch;Credit Suisse;FLDS;
TNA;BJP;PKK;PLO;MQM;Baath Party;SCIRI;Dawa;LeT;ACLU;NAACP;AARP;WHO;CDC;FDA;NIH;NRC;DOE;EGM;EEFTL;GE;GM;ACIA;IPN;AMI""",
    "place": """US;U.S.;USA;U.S.A.;UK;U.K.;us;uk;usa;CA;NY;NYC;TX;DC;D.C.;NJ;PA;FL;LA;SF;Ft. Worth;Fort Worth;Earth;Mars;
New York;New York City;New Orleans;New Delhi;New Zealand;New Jersey;New Mexico;New Hampshire;United States;United Kingdom;
United States of America;North Korea;South Korea;North Carolina;South Carolina;West Virginia;Saudi Arabia;Tamil Nadu;Fujairah;
Chernobyl;Ames;Phuket;St. Tropez;Ramadi;Dulaim;Al-Anbar;al-Anbar;Anbar;Bosnia;Gaza;West Bank;Ground Zero;Middle East;the Middle East;
South Asia;Southeast Asia;Central Asia;Persian Gulf;Iguazu;Iguazu Falls;Palo Alto;Philly;Nice;East China Sea;Guantanamo;
Guantanamo Bay;Abu Ghraib;Andaman;Andamans;Port Blair;Shindand;Essex;Jalalabad;Kandahar;El Paso;Holy Land;South Africa;
Hong Kong;Los Angeles;los angeles;San Diego;London;Buenos Aires;Sao Paulo;Rio de Janeiro;Cape Town;Costa Rica;Puerto Rico;
Silicon Valley;Wall Street;Times Square;Central Park;Disneyland;Disney World;Walt Disney World;Niagara Falls;Grand Canyon""",
    "person": """Kay;Winter;Ed;Mark;Susan;Sue;Tana;Stan;Richard;Carol;Paula;Leon;Stephanie;Saddam;Bin Laden;bin Laden;
Osama bin Laden;Osama Bin Laden;Osama;Zawahiri;Ayman al-Zawahiri;al-Zawahiri;Al-Zawahiri;Atta;Mohamed Atta;KSM;Sufaat;Zarqawi;
al-Zarqawi;Hatfill;Posada;Rhonda;Marianne;Liz;Abby;Nick;Jim;Ken;Bangs;Max;Manson;Jesus;Muhammad;Lay;Skilling;Fastow;Parenteau;Lopez;
Dr. Shady;Meiring;Sha'lan;Allawi;Chalabi;Arafat;Sistani;al-Sistani;Sadr;al-Sadr;Muqtada al-Sadr;Robinson;Brown;Duke Cunningham""",
    "group": """Shiites;Shiite;Sunnis;Sunni;Kurds;Kurdish;Moslems;Muslims;Jews;Jewish;Christians;Ba'athists;Baathists;Ba'athist;
Parisians;French;American;Americans;British;Russian;Russians;Chinese;Iraqi;Iraqis;Iranian;Iranians;Israeli;Israelis;Palestinians;
Democrats;Republicans;Democrat;Republican;Communists;Communist;Tamils;Tamil;Catholics;Buddhists;Hindus;Indians;Arabs;Germans""",
    "none": """English;Renaissance;Devil;Satan;satan;God;GOD;god;devil;Titanic;Christmas;christmas;Thanksgiving;Easter;Halloween;Internet;
internet;President;Secretary;Chairman;Year;CST;PST;EST;CDT;PDT;EDT;GMT;GDP;Word;Excel;Windows;Linux;iPod;iPhone;Kindle;Nook Tablet;
Holga;Juggernaut;Exile;Carnival;Tet;Hurricane Katrina;Katrina;Hurricane Rita;Rita;Securities Act;World War;World War II;WWII;
Vietnam War;Gulf War;Iraq War;Cold War;Holocaust;Islam;Christianity;Buddhism;Hinduism;Judaism;Bible;Quran;Koran;Arabic;Spanish;
Marriage Equality;Guild Wars;Pilot;Mom;Dad;mom;dad;Per;OK;PDF;CD;DVD;TV;PC;USB;HIV;AIDS;DNA;ATM;CEO;CFO;VP;PM;AM;Merchanting;
Ruy Lopez;Superfund;Jeopardy;Parmesan;Euro;Dollar;Ham;Master Agreement;ISDA Master;Travel Allowance;Beyond Control;Climate;Mac;
Firefox;Chrome;Photoshop;Gimp;gimp;GIMP;Constitution;Congressional Record;Ph.D;Dr;Mr;Mrs;Sir;Madam;satanism;penines;pledge;broad""",
}
BY_HAND = {n.strip(): kind for kind, ns in BY_HAND.items() for n in ns.replace("\n", "").split(";")}
FIRST = set(names.FIRST) | set("Bob Mike Jeff Chris Vince Dave Dan Joe Steve Tom Tim Sara Sarah Kate Jane Jim Bill Greg Gary Scott "
                               "Eric Kim Karen Lisa Nancy Carol Debra Stacey Marie Louise Phillip Sally Jason Rick Tana Mark George".split())
TITLES = corpora.TITLES - {"general", "father", "saint", "st", "major", "justice", "director", "speaker"}
UNSURE = 0.75


def documents(folder):
    for name, text, sentences in corpora._conllu_documents(os.path.join(folder, "ewt", "train.conllu")):
        yield name, text, sentences


def proper(t):
    return t.xpos in ("NNP", "NNPS")


def runs(s):
    """Names of a sentence as token ranges [i, j): proper nouns in a row, with hyphens and ampersands between, and
    'of X' after a word that asks for it."""
    i, n = 0, len(s)
    while i < n:
        if not proper(s[i]):
            i += 1
            continue
        j = i + 1
        while j < n:
            glue = s[j].form in ("-", "&", "'") and j + 1 < n and proper(s[j + 1])
            k = j + 1
            while k < n and s[k].form == "the":
                k += 1
            of = s[j].form in ("of", "for") and k < n and proper(s[k]) and any(
                t.form.lower().strip(".") in JOINS for t in s[i:j])
            if proper(s[j]) or glue:
                j += 1
            elif of:
                j = k
            else:
                break
        yield i, j
        i = j


def trimmed(s, i, j):
    """Without titles in front and what is no letter or digit at the ends; whether there was a title for a person."""
    titled = False
    while i < j and (s[i].form.lower().strip(".") in TITLES or not s[i].form[0].isalnum()):
        titled |= s[i].form.lower().strip(".") in ("mr", "mrs", "ms", "dr", "miss")
        i += 1
    while j > i and not s[j - 1].form[-1].isalnum() and s[j - 1].form[-1] != ".":
        j -= 1
    return i, j, titled


def told(words, titled):
    """The kind that words tell, or None."""
    last, first = words[-1].lower().strip("."), words[0].lower().strip(".")
    if titled and len(words) <= 4:
        return "person"
    if last in BODY or (len(words) > 2 and words[1] in ("of", "for") and first in BODY | {"bank", "office"}):
        return "organization" if len(words) > 1 else None
    if last in SITE and len(words) > 1:
        return "place"
    if len(words) in (2, 3) and words[0] in FIRST and all(w[0].isupper() for w in words) and last not in BODY | SITE:
        return "person"
    return None


def is_date(s, i, j):
    return any(t.form.lower().strip(".") in corpora.MONTHS or t.form.lower().rstrip("s") in corpora.MONTHS
               or t.form.lower().strip(".") in ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec")
               for t in s[i:j])


def web(folder, kinds, nationalities=frozenset()):
    """Documents with names from `kinds` ({name: kind}), as written by this file's own command."""
    out = []
    for name, text, sentences in documents(folder):
        spans = []
        for s in sentences:
            for i, j in runs(s):
                if is_date(s, i, j):
                    spans.append((s[i].start, s[j - 1].end, None))
                    continue
                i, j, titled = trimmed(s, i, j)
                if i >= j:
                    continue
                whole = text[s[i].start:s[j - 1].end]
                kind = kinds.get(whole) or told([t.form for t in s[i:j]], titled)
                if "@" in whole or "www." in whole or ".com" in whole:
                    kind = "none"
                if kind != "none":
                    spans.append((s[i].start, s[j - 1].end, kind))
            for t in s:
                if t.xpos.startswith("JJ") and t.form in nationalities:
                    spans.append((t.start, t.end, "group"))
                elif t.upos == "NUM" or t.form.lower() in ("today", "yesterday", "tomorrow", "tonight", "year", "years", "week",
                                                           "weeks", "month", "months", "day", "days", "hours", "minutes"):
                    spans.append((t.start, t.end, None))
        kept = []
        for s, e, kind in sorted(spans, key=lambda x: (x[2] is None, x[0])):
            if all(e <= a or s >= b for a, b, _ in kept):
                kept.append((s, e, kind))
        out.append({"id": name, "text": text, "attributions": None, "entities": sorted(kept, key=lambda x: x[0])})
    return out


def agreed(docs, scores):
    """{name: kind} of what the network says of a name's occurrences taken together, where it is sure."""
    table = collections.defaultdict(list)
    for (_, text, sentences), entities in zip(docs, scores):
        starts = [u[0] for p in T.read(text) for u in p.units]
        e = np.concatenate(entities)
        e = np.exp(e - e.max(1, keepdims=True))
        e /= e.sum(1, keepdims=True)
        by_kind = np.stack([e[:, 0]] + [e[:, 1 + 2 * k] + e[:, 2 + 2 * k] for k in range(len(G.KINDS))], 1)
        for s in sentences:
            for i, j in runs(s):
                i, j, _ = trimmed(s, i, j)
                if i < j:
                    a, b = bisect.bisect_left(starts, s[i].start), bisect.bisect_left(starts, s[j - 1].end)
                    if a < b:
                        table[text[s[i].start:s[j - 1].end]].append(by_kind[a:b].mean(0))
    out = {}
    for name, rows in table.items():
        mean = np.mean(rows, 0)
        k = int(mean.argmax())
        if k == 0 and len(rows) >= 2 and mean[0] >= 0.9:
            out[name] = "none"
        elif k and mean[k] >= (UNSURE if len(rows) > 1 else 0.85) and G.KINDS[k - 1] in ("person", "organization", "place", "group"):
            out[name] = G.KINDS[k - 1]
    return {**out, **BY_HAND}


if __name__ == "__main__":
    from decode import score
    from evaluate import bare, load
    a = argparse.ArgumentParser()
    a.add_argument("checkpoint")
    a.add_argument("--corpora", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--cache")
    a = a.parse_args()
    docs = list(documents(a.corpora))
    model, vocab = load(a.checkpoint)
    prepared = bare([{"id": n, "text": t} for n, t, _ in docs], vocab)
    kinds = agreed(docs, [s.entities for s in score(model, prepared, vocab, bf16=True)])
    with open(a.out, "w") as f:
        json.dump(kinds, f, indent=0, sort_keys=True, ensure_ascii=False)
    print(len(kinds), collections.Counter(kinds.values()))
