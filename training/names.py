"""Documents with other people, places and organisations in them, so that the network learns what names look like and
how they stand in a sentence, not who was in the news when the corpus was made."""
import bisect
import re

FIRST = """James Mary Robert Patricia Michael Linda David Elizabeth William Susan Ahmed Fatima Mohammed Aisha Omar Layla
Hassan Zainab Ibrahim Khadija Yusuf Mariam Karim Nour Tariq Samira Wei Li Ming Xiu Jian Mei Hiroshi Yuki Kenji Sakura Takashi Naoko
Min-jun Ji-woo Soo-jin Hyun-woo Raj Priya Arjun Ananya Vikram Deepa Sanjay Kavita Imran Sana Bilal Ayesha Juan Maria Carlos Ana
Luis Carmen Jorge Lucia Diego Sofia Javier Elena Miguel Paula João Beatriz Thiago Camila Pierre Marie Jean Claire Luc Sophie Antoine
Camille Hans Greta Klaus Ingrid Jürgen Anke Lars Astrid Sven Freya Olaf Sigrid Ivan Olga Sergei Natalia Dmitri Svetlana Mykola
Oksana Piotr Agnieszka Jan Katarzyna Marek Zofia Ferenc Ilona Nikos Eleni Yannis Despina Mehmet Ayşe Mustafa Elif Kemal Zeynep
Kwame Ama Chidi Ngozi Adebayo Folake Thabo Nomsa Sipho Zanele Wanjiru Kamau Amina Abebe Tigist Moshe Rivka Avi Noa Reza Shirin Ali
Parisa Aung Thida Nguyen Lan Duc Siti Budi Dewi Somchai Malee Jesús Íñigo Seán Aoife Niamh Rhys Gareth Hamish Fiona Nigel Pippa
Chloe Ethan Olivia Liam Emma Noah Ava Mason Mia Lucas Brian Jan Traci Lizzie Kevin Constance Malcolm Rowan Theodora""".split()
LAST = """Smith Johnson Brown Jones Miller Wilson Anderson Taylor Thomas Moore White Harris Lewis Walker Hall Young Wright
Hill Green Baker Nelson Carter Mitchell Roberts Turner Phillips Campbell Parker Evans Edwards Collins Stewart Morris Rogers
Reed Cook Morgan Bell Murphy Bailey Rivera Cooper Richardson Cox Howard Ward Torres Peterson Gray Ramirez Watson Brooks Kelly
Sanders Price Bennett Wood Barnes Ross Henderson Coleman Jenkins al-Sudani al-Maliki al-Sadr al-Assad al-Rashid bin-Salman
Hosseini Khamenei Rahimi Karzai Ghani Sharif Bhutto Khan Malik Siddiqui Patel Sharma Singh Gupta Nair Reddy Chatterjee Wang Zhang Liu
Chen Yang Huang Zhao Wu Zhou Xu Sun Tanaka Suzuki Sato Watanabe Yamamoto Kim Park Lee Choi Jung Tran Pham Le Hoang Santos
Reyes Cruz Garcia Rodriguez Martinez Hernandez Lopez Gonzalez Perez Sanchez Silva Oliveira Souza Pereira Costa Dubois Moreau Laurent
Lefebvre Girard Rousseau Müller Schmidt Schneider Fischer Weber Wagner Becker Hoffmann Rossi Russo Ferrari Esposito Bianchi Colombo
Ivanov Petrov Sidorov Volkov Kuznetsov Shevchenko Kovalenko Bondarenko Kowalski Nowak Wiśniewski Novák Horvath Nagy Papadopoulos
Georgiou Yilmaz Kaya Demir Erdem Okafor Adeyemi Nwosu Mensah Boateng Dlamini Nkosi Mokoena Kipkemboi Odhiambo Tesfaye Bekele
Cohen Levy Mizrahi Friedman Goldberg Hansen Johansson Lindqvist Andersen Nielsen Korhonen Virtanen O'Brien O'Connor McCarthy
MacLeod Fitzgerald Van-der-Berg Alaadin Qaani Zelinsky Abramov Tkachenko Haddad Khoury Nasser Mansour Farouk Bouteflika Diallo Traoré
Keita Ouédraogo Mugabe Banda Phiri Chanda Suharto Widodo Aquino Marcos Shinawatra Thein Sein Ardern Albanese Trudeau Saravanan""".split()
PLACES = """Afghanistan;Albania;Algeria;Angola;Argentina;Armenia;Australia;Austria;Azerbaijan;Bahrain;Bangladesh;Belarus;
Belgium;Bolivia;Bosnia;Botswana;Brazil;Bulgaria;Burundi;Cambodia;Cameroon;Canada;Chad;Chile;China;Colombia;Congo;Costa Rica;
Croatia;Cuba;Cyprus;Czech Republic;Denmark;Ecuador;Egypt;Eritrea;Estonia;Ethiopia;Finland;France;Gabon;Georgia;Germany;Ghana;
Greece;Guatemala;Haiti;Honduras;Hungary;Iceland;India;Indonesia;Iran;Iraq;Ireland;Israel;Italy;Jamaica;Japan;Jordan;Kazakhstan;
Kenya;Kosovo;Kuwait;Laos;Latvia;Lebanon;Libya;Lithuania;Malaysia;Mali;Mexico;Moldova;Mongolia;Morocco;Mozambique;Myanmar;
Namibia;Nepal;Netherlands;New Zealand;Nicaragua;Niger;Nigeria;North Korea;Norway;Oman;Pakistan;Panama;Peru;Poland;
Portugal;Qatar;Romania;Russia;Rwanda;Saudi Arabia;Senegal;Serbia;Singapore;Slovakia;Slovenia;Somalia;South Africa;South Korea;
Spain;Sri Lanka;Sudan;Sweden;Switzerland;Syria;Taiwan;Tajikistan;Tanzania;Thailand;Tunisia;Turkey;Uganda;Ukraine;United Kingdom;
Uruguay;Uzbekistan;Venezuela;Vietnam;Yemen;Zambia;Zimbabwe;London;Paris;Berlin;Madrid;Rome;Vienna;Warsaw;Prague;Budapest;Athens;
Istanbul;Ankara;Baghdad;Basra;Mosul;Erbil;Tikrit;Fallujah;Tehran;Damascus;Aleppo;Beirut;Amman;Jerusalem;Gaza;Ramallah;Cairo;
Tripoli;Tunis;Algiers;Rabat;Lagos;Abuja;Nairobi;Addis Ababa;Khartoum;Mogadishu;Kampala;Johannesburg;Cape Town;Harare;Delhi;
Mumbai;Kolkata;Chennai;Karachi;Lahore;Islamabad;Kabul;Kandahar;Dhaka;Colombo;Kathmandu;Beijing;Shanghai;Hong Kong;Taipei;Seoul;
Pyongyang;Tokyo;Osaka;Manila;Jakarta;Bali;Bangkok;Hanoi;Kuala Lumpur;Sydney;Melbourne;Auckland;Wellington;Toronto;Ottawa;Montreal;
Vancouver;Chicago;Boston;Seattle;Houston;Dallas;Denver;Phoenix;Detroit;Miami;Atlanta;Baltimore;Portland;St. Louis;Nashville;
New Orleans;San Diego;San Rafael;Santa Fe;Palo Alto;Tampa Bay;Mexico City;Havana;Bogotá;Lima;Quito;Caracas;Buenos Aires;Santiago;
São Paulo;Rio de Janeiro;Moscow;St. Petersburg;Kyiv;Kharkiv;Donetsk;Minsk;Tbilisi;Yerevan;Baku;Dublin;Belfast;Edinburgh;Glasgow;
Manchester;Liverpool;Leeds;Cardiff;Lyon;Marseille;Hamburg;Munich;Frankfurt;Barcelona;Milan;Naples;Lisbon;Porto;Stockholm;
Oslo;Copenhagen;Helsinki;Brussels;Amsterdam;Rotterdam;Geneva;Zurich;California;Oregon;Nevada;Utah;Kansas;Nebraska;Tennessee;Alabama;
Ontario;Quebec;Bavaria;Catalonia;Scotland;Wales;Siberia;Crimea;Kashmir;Punjab;Tibet;Xinjiang;Sinai;West Bank;Gaza Strip;Red Sea;
Black Sea;Baltic Sea;Persian Gulf;Gulf of Mexico;Mediterranean;Sahara;Himalayas;Alps;Nile;Danube;Rhine;Amazon;Africa;Europe;Asia;
Latin America;Southeast Asia;Middle East;Balkans;Caribbean;Heathrow;Central Park;Tahrir Square;Red Square;Trafalgar Square""".replace("\n", "")
PLACES = [p.strip() for p in PLACES.split(";")]
BODIES = """United Nations;UN;European Union;EU;NATO;World Bank;IMF;World Health Organization;WHO;UNICEF;UNESCO;IAEA;OPEC;
African Union;Arab League;ASEAN;Interpol;Red Cross;Amnesty International;Greenpeace;Human Rights Watch;Oxfam;Hamas;Hezbollah;
Islamic Jihad;Taliban;al-Qaeda;Al-Qaida;Boko Haram;ETA;IRA;PKK;Likud;Labour;Labour Party;Conservative Party;Kremlin;Pentagon;
Congress;Knesset;Bundestag;House of Commons;House of Lords;European Commission;European Central Bank;Bank of England;Reuters;
Associated Press;AFP;Xinhua;Tass;BBC;Al Jazeera;CNN;Guardian;Le Monde;Der Spiegel;El País;Financial Times;Economist;
Microsoft;Apple;Google;Intel;IBM;Oracle;Samsung;Sony;Toyota;Honda;Volkswagen;Siemens;Nokia;Ericsson;Airbus;Boeing;Shell;BP;ExxonMobil;
Gazprom;Rosneft;Aramco;Tesco;Walmart;Starbucks;McDonald's;Nike;Adidas;Pfizer;Novartis;Bayer;HSBC;Barclays;Citigroup;JPMorgan Chase;
Goldman Sachs;Enron;Azurix;Lufthansa;Air India;Air Asia;Qantas;Harvard;Oxford;MIT;Stanford;Manchester United;Real Madrid;Arsenal;
FIFA;IOC;NBA;Scotland Yard;FBI;CIA;MI5;Mossad;NSA;Army;Navy;Air Force;Revolutionary Guards;Supreme Court;Senate;State Department;
Treasury;Foreign Office;Home Office;NASA;SpaceX;Tesla;Netflix;Disney;Universal;Warner Bros.;Wikinews;Wikipedia;Mozilla;PayPal""".replace("\n", "")
BODIES = [b.strip() for b in BODIES.split(";")]
PATTERNS = ["University of {p}", "{p} University", "Bank of {p}", "{l} Institute", "{l} Foundation", "{l} & Co.",
            "{l} Motors", "{p} City Council", "Ministry of {t}", "Department of {t}", "{t} Ministry", "{p} Police", "{p} Times",
            "{p} Herald", "{l} Group", "{l} Industries", "{l} and {l2}", "{p} Chamber of Commerce", "{p} United",
            "National {t} Agency", "{p} Liberation Front", "{l} Corp.", "{l} Inc.", "{l}, Inc.", "Centre for {t} Studies",
            "{p} High School", "Royal {t} Society", "{t} Committee", "{p} Airlines", "{p} Medical Center"]
TOPICS = "Health Defence Justice Finance Energy Education Transport Agriculture Labour Trade Justice Security Interior Culture".split()


def _acronym(rng):
    return "".join(rng.choice("ABCDEFGHIKLMNOPRSTUW") for _ in range(rng.choice((3, 3, 4))))


def _place(rng):
    return rng.choice(PLACES)


def _body(rng):
    r = rng.random()
    if r < 0.45:
        return rng.choice(BODIES)
    if r < 0.6:
        return _acronym(rng)
    return rng.choice(PATTERNS).format(p=rng.choice(PLACES), l=rng.choice(LAST), l2=rng.choice(LAST), t=rng.choice(TOPICS))


class Renamer:
    """The same name becomes the same other name all over a document; family names stay with their people."""

    def __init__(self, rng):
        self.rng, self.map = rng, {}

    def _get(self, key, make):
        if key not in self.map:
            self.map[key] = make()
        return self.map[key]

    def name(self, old, kind):
        if kind == "person":
            words = old.split()
            last = self._get(("last", words[-1]), lambda: self.rng.choice(LAST))
            if len(words) == 1:
                # a lone first name stays one if the document gave it with a family name
                return self.map.get(("first", old), last)
            first = self._get(("first", words[0]), lambda: self.rng.choice(FIRST))
            return f"{first} {last}" if len(words) == 2 else f"{first} {self.rng.choice('ABCDEJKLMRST')}. {last}"
        return self._get((kind, old), lambda: (_place if kind == "place" else _body)(self.rng))


def renamed(doc, rng, share=0.8):
    """`doc` with most of its names changed; all its spans moved along."""
    inner = {x for a in doc.get("attributions") or [] for r in ("source", "cue", "content") for s in a[r] for x in s}
    changes, r = [], Renamer(rng)
    skip = {k for k in ("person", "organization", "place") if rng.random() > share}
    for s, e, kind in sorted(doc["entities"], key=lambda x: (x[2] or "", -(x[1] - x[0]))):
        if kind in ("person", "organization", "place") and kind not in skip \
                and not any(s < x < e for x in inner) and not re.search(r"[\n\"“”]", doc["text"][s:e]):
            new = r.name(doc["text"][s:e], kind)
            if doc["text"][s:e].isupper() and e - s > 4:
                new = new.upper()
            changes.append((s, e, new))
    changes.sort()
    text, at, points = [], 0, []  # points: (old offset, shift from there on)
    shift = 0
    for s, e, new in changes:
        if s < at:
            continue
        text.append(doc["text"][at:s] + new)
        shift += len(new) - (e - s)
        points.append((s, e, shift))
        at = e
    text.append(doc["text"][at:])
    return _moved(doc, "".join(text), points)


def _moved(doc, text, points):
    starts, ends = [p[0] for p in points], [p[1] for p in points]

    def to(x):
        k = bisect.bisect_right(ends, x) - 1
        shift = points[k][2] if k >= 0 else 0
        return x + shift
    out = dict(doc, text=text, anaphors=None, candidates=None)  # another "Anna" may be a "he"
    if doc.get("attributions"):
        out["attributions"] = [{r: [[to(s), to(e)] for s, e in a[r]] for r in ("source", "cue", "content")}
                               for a in doc["attributions"]]
    out["entities"] = [(to(s), to(e), k) for s, e, k in doc["entities"]]
    if doc.get("parse"):
        out["parse"] = [(to(s), rel) for s, rel in doc["parse"]
                        if not (bisect.bisect_right(starts, s) and s > starts[bisect.bisect_right(starts, s) - 1]
                                and s < ends[bisect.bisect_right(starts, s) - 1])]
    return out
