/** What a phone's own buttons say, in the language of the phone. */
const WORDS = {
  en: {
    message: "Message", bot: "bot", edited: "edited", typing: "typing…", about: "What can this bot do?", start: "START",
    menu: "Menu", restart: "RESTART BOT", blocked: "You blocked this bot.", photo: "Picture", file: "File",
    voice: "Voice message", today: "Today", yesterday: "Yesterday", ok: "OK", copied: "Copied", poll: "Poll", quiz: "Quiz",
  },
  ne: {
    message: "सन्देश", bot: "बोट", edited: "सम्पादित", typing: "लेख्दै…", about: "यो बोटले के गर्न सक्छ?", start: "सुरु गर्नुहोस्",
    menu: "मेनु", restart: "बोट फेरि सुरु गर्नुहोस्", blocked: "तपाईंले यो बोट रोक्नुभएको छ।", photo: "तस्बिर", file: "फाइल",
    voice: "आवाज सन्देश", weekdays: ["आइतबार", "सोमबार", "मङ्गलबार", "बुधबार", "बिहीबार", "शुक्रबार", "शनिबार"],
    months: ["जनवरी", "फेब्रुअरी", "मार्च", "अप्रिल", "मे", "जुन", "जुलाई", "अगस्ट", "सेप्टेम्बर", "अक्टोबर", "नोभेम्बर", "डिसेम्बर"],
    today: "आज", yesterday: "हिजो", ok: "ठिक छ", copied: "कपी भयो", poll: "मतदान", quiz: "प्रश्न",
  },
  es: {
    message: "Mensaje", bot: "bot", edited: "editado", typing: "escribiendo…", about: "¿Qué puede hacer este bot?", start: "INICIAR",
    menu: "Menú", restart: "REINICIAR BOT", blocked: "Has bloqueado este bot.", photo: "Imagen", file: "Archivo",
    voice: "Mensaje de voz", today: "Hoy", yesterday: "Ayer", ok: "Aceptar", copied: "Copiado", poll: "Encuesta", quiz: "Pregunta",
  },
  ar: {
    message: "رسالة", bot: "بوت", edited: "معدّلة", typing: "يكتب…", about: "ماذا يستطيع هذا البوت أن يفعل؟", start: "ابدأ",
    menu: "القائمة", restart: "إعادة تشغيل البوت", blocked: "لقد حظرت هذا البوت.", photo: "صورة", file: "ملف",
    voice: "رسالة صوتية", today: "اليوم", yesterday: "أمس", ok: "حسنًا", copied: "تم النسخ", poll: "استطلاع", quiz: "سؤال",
  },
};

const RIGHT_TO_LEFT = new Set(["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"]);

const base = (language) => language.toLowerCase().split("-")[0];

/** The phone's own words in this language, English where there are none. */
export const wordsIn = (language) => WORDS[base(language)] ?? WORDS.en;

/** The direction this language is written in. */
export const directionOf = (language) => (RIGHT_TO_LEFT.has(base(language)) ? "rtl" : "ltr");

/** Languages to choose a phone in, each by its own name. */
export const LANGUAGES = [
  "en", "ne", "es", "ar", "bn", "de", "fa", "fr", "hi", "id", "it", "ja", "km", "ko", "my", "nb", "pl", "pt", "pt-BR",
  "ru", "sw", "ta", "th", "tr", "uk", "ur", "vi", "zh-Hans",
];

const REGIONS =
  "AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU " +
  "CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HK HN HR HT HU ID IE IL IN " +
  "IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MO MR " +
  "MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PR PS PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI " +
  "SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VN VU WS XK YE ZA ZM ZW";

/** Every country as [code, name], in the order of the names. */
export function countries() {
  const names = new Intl.DisplayNames("en", { type: "region" });
  const pairs = REGIONS.split(" ").map((code) => [code, names.of(code)]);
  return pairs.sort((one, other) => one[1].localeCompare(other[1]));
}

/** What a country is called, in English. */
export const countryName = (code) => (code ? new Intl.DisplayNames("en", { type: "region" }).of(code) : "");

/** Names of languages that some browsers do not know. */
const OWN_NAMES = { km: "ខ្មែរ", my: "မြန်မာ", ne: "नेपाली" };

/** What a language calls itself. */
export function languageName(code) {
  if (code in OWN_NAMES) return OWN_NAMES[code];
  const name = new Intl.DisplayNames(code, { type: "language" }).of(code);
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
}

/** The flag of a country, from its two letters. */
export const flag = (code) =>
  code ? String.fromCodePoint(...[...code.toUpperCase()].map((letter) => 0x1f1a5 + letter.charCodeAt(0))) : "";
