//! Names of months and words around dates, in the languages that feeds use.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// For each month, its names in lower case, in full and abbreviated, without the full stop of
/// abbreviations. One line each: English, German, French, Spanish, Italian, Portuguese, Dutch;
/// Swedish, Danish, Norwegian, Finnish, Estonian, Catalan, Romanian, Turkish, Indonesian; Polish,
/// Czech, Slovak, Slovene, Hungarian; Russian, Ukrainian, Bulgarian, Greek, Arabic, Hebrew. A name
/// that means different months in two languages (listopad in Croatian) has the meaning of the
/// language listed here.
const MONTHS: [&str; 12] = [
    "january jan januar jänner jän janvier janv enero ene gennaio genn gen janeiro januari \
     tammikuu tammikuuta tammik tammi jaanuar gener ianuarie ian ocak oca \
     stycznia styczeń stycz sty ledna leden led januára január januarja \
     января январь янв січня січень січ януари ян ιανουαρίου ιανουάριος ιαν يناير ינואר בינואר",
    "february feb febr februar feber février févr fév fevr fev febrero febbraio febb fevereiro februari \
     helmikuu helmikuuta helmik helmi veebruar veebr febrer februarie şubat şub peb \
     lutego luty lut února únor úno februára február februarja \
     февраля февраль фев февр лютого лютий лют февруари φεβρουαρίου φεβρουάριος φεβ فبراير פברואר בפברואר",
    "march mar märz mär mrz maerz mars marzo março marco maart mrt marts \
     maaliskuu maaliskuuta maalisk maalis märts març martie mart maret \
     marca marzec března březen bře marec marcu márc március \
     марта март мар березня березень бер μαρτίου μάρτιος μάρ μαρ مارس מרץ במרץ",
    "april apr avril avr abril abr aprile \
     huhtikuu huhtikuuta huhtik huhti aprill aprilie nisan nis \
     kwietnia kwiecień kwiec kwie kwi dubna duben dub apríla apríl április ápr \
     апреля апрель апр квітня квітень квіт кві април απριλίου απρίλιος απρ أبريل ابريل אפריל באפריל",
    "may mai mayo maggio magg mag maio mei maj \
     toukokuu toukokuuta toukok touko maig mayıs \
     maja května květen kvě mája máj május \
     мая май травня травень трав тра μαΐου μάιος μάι μαϊ مايو מאי במאי",
    "june jun juni juin junio giugno giu junho \
     kesäkuu kesäkuuta kesäk kesä juuni juny iunie iun haziran haz \
     czerwca czerwiec czerw cze června červen čer čvn júna jún junij junija június júni \
     июня июнь июн червня червень черв чер юни ιουνίου ιούνιος ιούν ιουν يونيو יוני ביוני",
    "july jul juli juillet juill juil julio luglio lug julho \
     heinäkuu heinäkuuta heinäk heinä juuli juliol iulie iul temmuz tem \
     lipca lipiec lip července červenec čvc júla júl julij julija július júli \
     июля июль июл липня липень лип юли ιουλίου ιούλιος ιούλ ιουλ يوليو יולי ביולי",
    "august aug août aout aoû aou agosto ago augustus augusti \
     elokuu elokuuta elok elo agost ag ağustos ağu agustus agu agt \
     sierpnia sierpień sierp sie srpna srpen srp augusta avgusta avgust avg augusztus \
     августа август авг серпня серпень серп сер αυγούστου αύγουστος αύγ αυγ أغسطس اغسطس אוגוסט באוגוסט",
    "september sep sept septembre septiembre setiembre settembre sett set setembro \
     syyskuu syyskuuta syysk syys setembre septembrie eylül eyl \
     września wrzesień wrzes wrz září zář septembra szeptember szept \
     сентября сентябрь сен сент вересня вересень верес вер септември сеп \
     σεπτεμβρίου σεπτέμβριος σεπ سبتمبر ספטמבר בספטמבר",
    "october oct oktober okt octobre octubre ottobre ott outubro out \
     lokakuu lokakuuta lokak loka oktoober octombrie ekim eki \
     października październik paźdz paź října říjen říj októbra október oktobra \
     октября октябрь окт жовтня жовтень жовт жов октомври οκτωβρίου οκτώβριος οκτ أكتوبر اكتوبر \
     אוקטובר באוקטובר",
    "november nov novembre noviembre novembro \
     marraskuu marraskuuta marrask marras noiembrie noi kasım kas nopember \
     listopada listopad list lis listopadu novembra \
     ноября ноябрь ноя нояб листопада листопад лист ноември νοεμβρίου νοέμβριος νοέ νοε نوفمبر נובמבר בנובמבר",
    "december dec dezember dez décembre déc diciembre dic dicembre dezembro desember des \
     joulukuu joulukuuta jouluk joulu detsember desembre decembrie aralık ara \
     grudnia grudzień grudz gru prosince prosinec pro decembra \
     декабря декабрь дек грудня грудень груд гру декември δεκεμβρίου δεκέμβριος δεκ ديسمبر דצמבר בדצמבר",
];

/// Days of the week and words between the parts of a date, which add nothing. In the order of the
/// languages in `MONTHS`.
const FILLERS: &str = "\
    monday mon tuesday tue tues wednesday wed wednes thursday thu thur thurs friday fri saturday sat sunday sun \
    montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sonnabend sa sonntag so \
    lundi lun mardi mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim \
    lunes martes miércoles mié mie jueves jue viernes vie sábado sáb sab domingo dom \
    lunedì lunedi martedì martedi mercoledì mercoledi giovedì giovedi gio venerdì venerdi sabato domenica \
    segunda segunda-feira seg terça terça-feira ter quarta quarta-feira qua quinta quinta-feira qui \
    sexta sexta-feira sex \
    maandag ma dinsdag woensdag wo donderdag vrijdag vr zaterdag za zondag zo \
    måndag mån tisdag tis onsdag ons torsdag tors tor fredag fre lördag lör söndag sön \
    mandag man tirsdag tir lørdag lør søndag søn \
    maanantai maanantaina tiistai tiistaina ti keskiviikko keskiviikkona ke torstai torstaina to \
    perjantai perjantaina pe lauantai lauantaina la sunnuntai sunnuntaina su \
    dilluns dl dimarts dt dimecres dc dijous dj divendres dv dissabte ds diumenge dg \
    luni marți marţi miercuri joi vineri vin sâmbătă sâm duminică dum \
    pazartesi pzt salı sal çarşamba çar perşembe per cuma cum cumartesi cmt pazar paz \
    senin sen selasa sel rabu rab kamis kam jumat jum sabtu minggu min \
    poniedziałek poniedz pon pn wtorek wt środa śr czwartek czw piątek piąt pt sobota sob niedziela niedz \
    nie ndz \
    pondělí po úterý út středa čtvrtek čt pátek pá neděle ne \
    pondelok utorok ut streda štvrtok št piatok pi nedeľa \
    hétfő hét kedd szerda sze csütörtök csüt péntek pén szombat szo vasárnap vas \
    понедельник понеділок пн вторник вівторок вт среда середа ср четверг четвер чт пятница п'ятниця пт \
    суббота субота сб воскресенье вс неділя нд понеделник петък събота неделя \
    δευτέρα δευ τρίτη τρι τετάρτη τετ πέμπτη πεμ παρασκευή παρ σάββατο σαβ κυριακή κυρ \
    الاثنين الإثنين الثلاثاء الأربعاء الاربعاء الخميس الجمعة السبت الأحد الاحد \
    published posted updated on at the of st nd rd th date \
    am um uhr den der le à de del a las el alle ore às as da om uur o dnia r roku godz kl klo klockan \
    den dne hod г года в о";

/// Abbreviations of weekdays that are also abbreviations of a month: mardi, martes, martedì.
const EITHER: [&str; 1] = ["mar"];

/// The words of both lists: every date of a feed is looked up in them.
static MONTH_NUMBERS: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
    let mut numbers = HashMap::new();
    for (names, number) in MONTHS.iter().zip(1..) {
        for name in names.split_whitespace() {
            numbers.entry(name).or_insert(number);
        }
    }
    numbers
});
static FILLER_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| FILLERS.split_whitespace().collect());

/// Returns the month, from 1, that a word names.
pub(super) fn month_number(word: &str) -> Option<u32> {
    MONTH_NUMBERS.get(word).copied()
}

/// Returns whether the name of a month may also be a weekday.
pub(super) fn may_be_day(word: &str) -> bool {
    EITHER.contains(&word)
}

/// Returns whether a word adds nothing to a date.
pub(super) fn is_filler(word: &str) -> bool {
    FILLER_WORDS.contains(word)
}
