//! Names of months and words around dates, in the languages that feeds use.

/// For each month, its names in lower case: English, then German, French, Spanish, Italian,
/// Portuguese, Dutch, Swedish and Danish, Polish (genitive), Russian (genitive), Greek, Hungarian.
const MONTHS: [&str; 12] = [
    "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari stycznia января янв ιαν ιανουαρίου január",
    "february feb febr februar février févr fév febrero febbraio fevereiro februari lutego февраля фев φεβ φεβρουαρίου február",
    "march mar märz mrz mars marzo março maart marts marca марта мар μάρ μαρ μαρτίου március",
    "april apr avril avr abril abr aprile kwietnia апреля апр απρ απριλίου április",
    "may mai mayo maggio mag maio mei maj maja мая μάι μαϊ μαΐου május",
    "june jun juni juin junio giugno giu junho czerwca июня июн ιούν ιουν ιουνίου június",
    "july jul juli juillet juil julio luglio lug julho lipca июля июл ιούλ ιουλ ιουλίου július",
    "august aug août aou agosto ago augustus augusti sierpnia августа авг αύγ αυγ αυγούστου augusztus",
    "september sep sept septembre septiembre settembre set setembro września сентября сен σεπ σεπτεμβρίου szeptember",
    "october oct oktober okt octobre octubre ottobre ott outubro out października октября окт οκτ οκτωβρίου október",
    "november nov novembre noviembre novembro listopada ноября ноя νοέ νοε νοεμβρίου",
    "december dec dezember dez décembre déc diciembre dic dicembre dezembro desember grudnia декабря дек δεκ δεκεμβρίου",
];

/// Days of the week, and words between the parts of a date, which say nothing more.
const FILLERS: &str = "monday mon tuesday tue tues wednesday wed wednes thursday thu thur thurs friday fri \
    saturday sat sunday sun montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sa sonntag so \
    lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo \
    κυρ δευ τρι τετ πεμ παρ σαβ published posted updated on at the of um uhr à le de del den el st nd rd th \
    date o";

/// The month that a word names, from 1.
pub(super) fn month(word: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|names| names.split(' ').any(|name| name == word))?;
    Some(at as u32 + 1)
}

/// Whether a word says nothing about when.
pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.split_whitespace().any(|filler| filler == word)
}
