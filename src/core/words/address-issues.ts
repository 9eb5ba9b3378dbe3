/** What each finding about an address says to a person: where, why, what to do. One sentence each. */
import type { AddressIssueCode } from '../address/codes.ts';
import { type Language, type Phrase, say } from './phrase.ts';
import { visible } from './visible.ts';

/** `{text}` is the faulty text itself. */
export const addressIssueWords = {
  // The text as a whole
  empty: {
    en: 'There is no address here: write one, such as user@example.org.',
    ru: 'Здесь нет адреса: напишите его, например user@example.org.',
  },
  'null-path': {
    en: 'The empty path <> can only be a sender, never a recipient: write an address between the brackets.',
    ru: 'Пустой путь <> бывает только у отправителя, но не у получателя: впишите адрес между скобками.',
  },
  'lone-surrogate': {
    en: 'Half of a character stands here and cannot be sent: delete it and type the character again.',
    ru: 'Здесь стоит половина символа, её нельзя передать: удалите её и введите символ заново.',
  },
  'control-character': {
    en: 'An invisible control character stands here, and mail commands cannot carry it: delete it.',
    ru: 'Здесь стоит невидимый управляющий символ, команды SMTP его не передают: удалите его.',
  },
  'unexpected-character': {
    en: 'The character “{text}” cannot stand here: delete it, or put the local-part in double quotes.',
    ru: 'Символ «{text}» здесь недопустим: удалите его или возьмите локальную часть в двойные кавычки.',
  },
  'text-after-address': {
    en: 'The address has already ended before “{text}”: delete it, or part two addresses with a comma.',
    ru: 'Перед «{text}» адрес уже закончился: удалите лишнее или разделите два адреса запятой.',
  },
  'line-break': {
    en: 'A line break cannot stand inside an address: join the lines.',
    ru: 'Внутри адреса не может быть перевода строки: соедините строки.',
  },
  'space-around': {
    en: 'A path begins and ends without spaces: delete the space here.',
    ru: 'До и после пути пробелов быть не может: удалите здесь пробел.',
  },
  'space-in-address': {
    en: 'An envelope address holds no spaces: delete the space here.',
    ru: 'В адресе конверта пробелов нет: удалите здесь пробел.',
  },
  comment: {
    en: 'The comment “{text}” can stand in a message header only, not in the envelope: delete it.',
    ru: 'Комментарий «{text}» допустим только в заголовке письма, но не в конверте: удалите его.',
  },
  'comment-unclosed': {
    en: 'The comment that opens here is never closed: add “)” or delete “(”.',
    ru: 'Открытый здесь комментарий не закрыт: добавьте «)» или удалите «(».',
  },
  'label-before-address': {
    en: '“{text}” is not part of the address: delete it.',
    ru: '«{text}» не относится к адресу: удалите это.',
  },
  'mailto-encoded': {
    en: 'This mailto: link encodes characters with “%”, which means something else in mail: write the address itself.',
    ru: 'В этой ссылке mailto: символы закодированы через «%», а в почте он значит другое: напишите сам адрес.',
  },
  'full-width': {
    en: '“{text}” is read as “{fix}” here: type the plain character, servers know no other.',
    ru: '«{text}» здесь читается как «{fix}»: введите обычный символ, других серверы не знают.',
  },
  'invisible-character': {
    en: 'An invisible character or unusual space stands here, as text copied from a page often has: delete it.',
    ru: 'Здесь стоит невидимый символ или особый пробел, как часто бывает в скопированном тексте: удалите его.',
  },

  // Lists, names, groups
  'list-in-path': {
    en: 'Only one address can stand here: take the others out.',
    ru: 'Здесь может стоять только один адрес: уберите остальные.',
  },
  'list-empty-member': {
    en: 'Nothing stands beside this comma: delete it.',
    ru: 'Рядом с этой запятой ничего нет: удалите её.',
  },
  'list-semicolon': {
    en: 'A header parts addresses with commas: write “,” in place of “;”.',
    ru: 'В заголовке адреса разделяют запятыми: замените «;» на «,».',
  },
  'display-name': {
    en: 'The name “{text}” does not belong into the envelope: leave only the path in angle brackets.',
    ru: 'Имени «{text}» в конверте не место: оставьте только путь в угловых скобках.',
  },
  'display-name-dot': {
    en: 'A dot in a display name is an obsolete form: put the name in double quotes.',
    ru: 'Точка в имени без кавычек — устаревшая форма: возьмите имя в двойные кавычки.',
  },
  'display-name-comma': {
    en: 'A comma in a display name parts two recipients in a header: put the whole name in double quotes.',
    ru: 'Запятая в имени делит его в заголовке на двух получателей: возьмите имя целиком в двойные кавычки.',
  },
  'display-name-at': {
    en: 'The name before the angle bracket is an address and not in quotes: put it in double quotes.',
    ru: 'Имя перед угловой скобкой — это адрес без кавычек: возьмите его в двойные кавычки.',
  },
  'display-name-address': {
    en: 'The name shows {text}, but the message goes to {other}: make sure that this is the person you mean.',
    ru: 'В имени стоит {text}, а письмо уйдёт на {other}: убедитесь, что это тот, кому вы пишете.',
  },
  'encoded-word-unreadable': {
    en: 'The encoded name “{text}” cannot be decoded, so it is shown as it is: check its charset.',
    ru: 'Закодированное имя «{text}» не удалось прочесть, поэтому оно показано как есть: проверьте кодировку.',
  },
  group: {
    en: 'The group “{text}” can stand in a message header only: write the addresses without it.',
    ru: 'Группа «{text}» допустима только в заголовке письма: напишите адреса без неё.',
  },
  'group-unclosed': {
    en: 'The group that opens here is never closed: add “;” behind its last address.',
    ru: 'Открытая здесь группа не закрыта: поставьте «;» после последнего адреса.',
  },
  'group-in-group': {
    en: 'A group cannot stand inside another: close the first one with “;”.',
    ru: 'Группа не может стоять внутри группы: закройте первую знаком «;».',
  },

  // Angle brackets
  'bracket-unclosed': {
    en: 'The angle bracket that opens here is never closed: add “>” behind the address.',
    ru: 'Открытая здесь угловая скобка не закрыта: поставьте «>» после адреса.',
  },
  'bracket-stray': {
    en: 'This “>” closes nothing: delete it, or put “<” before the address.',
    ru: 'Эта скобка «>» ничего не закрывает: удалите её или поставьте «<» перед адресом.',
  },

  // Routes
  'source-route': {
    en: 'The source route “{text}” is obsolete, and most servers drop it: make sure that every hop follows it, or delete it.',
    ru: 'Маршрут «{text}» — устаревшая форма, и большинство серверов его отбрасывают: убедитесь, что его соблюдает каждый узел, или удалите его.',
  },
  'route-brackets-missing': {
    en: 'A route stands in angle brackets only: put “<” before and “>” behind the path.',
    ru: 'Маршрут пишут только в угловых скобках: поставьте «<» перед путём и «>» после него.',
  },
  'route-colon-missing': {
    en: 'The route must end with “:” before the mailbox: write it behind the last hop, as in @s1.example.org:user@example.net.',
    ru: 'Маршрут должен закончиться знаком «:» перед почтовым ящиком: поставьте его после последнего узла, например @s1.example.org:user@example.net.',
  },
  'route-twice': {
    en: 'The route goes on behind this colon: part the hops with “,” and keep “:” for the mailbox.',
    ru: 'После этого двоеточия маршрут продолжается: разделите узлы запятой, а «:» оставьте перед ящиком.',
  },
  'space-in-route': {
    en: 'A route holds no spaces: delete the space here, for some servers send the message astray with it.',
    ru: 'В маршруте пробелов нет: удалите здесь пробел, из-за него некоторые серверы отправят письмо не туда.',
  },
  'hop-at-missing': {
    en: 'Every hop begins with “@”: write @{text}.',
    ru: 'Каждый узел начинается с «@»: напишите @{text}.',
  },
  'hop-comma-missing': {
    en: 'Hops are parted by commas: write “,” before this “@”.',
    ru: 'Узлы разделяют запятыми: поставьте «,» перед этим «@».',
  },
  'hop-empty': {
    en: 'No hop stands beside this comma: delete the comma, or write the hop that is missing.',
    ru: 'Рядом с этой запятой нет узла: удалите запятую или впишите пропущенный узел.',
  },
  'hop-name-missing': {
    en: 'The name of a hop is missing here: write it, such as s1.example.org.',
    ru: 'Здесь нет имени узла: напишите его, например s1.example.org.',
  },
  'hop-literal': {
    en: 'The hop “{text}” is an address literal, and RFC 5321 takes host names only: write the host’s name.',
    ru: 'Узел «{text}» задан IP-адресом, а RFC 5321 допускает только имена: напишите имя узла.',
  },
  'hop-literal-other': {
    en: 'The hop “{text}” is an address literal, and only host names can be hops: write the host’s name.',
    ru: 'Узел «{text}» задан IP-адресом, а узлом может быть только имя: напишите имя узла.',
  },
  'hop-unqualified': {
    en: 'The hop “{text}” is not fully qualified: write its whole name, such as {text}.example.org.',
    ru: 'Имя узла «{text}» неполное: напишите его целиком, например {text}.example.org.',
  },
  'bang-path': {
    en: 'A bang path without “@” has no place in today’s mail: write it as {fix}.',
    ru: 'Путь через «!» без «@» в нынешней почте не применяется: запишите его как {fix}.',
  },
  'path-too-long': {
    en: 'The path has {octets} octets with its brackets, and servers need to take only {limit}: leave out a hop.',
    ru: 'Длина пути со скобками — {octets} октетов, а серверы обязаны принимать только {limit}: уберите один из узлов.',
  },

  // Local-part
  'local-part-missing': {
    en: 'The local-part is missing here: write the user’s name before the “@” of the domain.',
    ru: 'Здесь нет локальной части: напишите имя пользователя перед «@» домена.',
  },
  'dot-misplaced': {
    en: 'A dot in the local-part must stand between two other characters: delete it, or put the local-part in double quotes.',
    ru: 'Точка в локальной части должна стоять между двумя другими символами: удалите её или возьмите локальную часть в двойные кавычки.',
  },
  'words-adjacent': {
    en: 'Two words stand side by side in the local-part: join them with a dot, or put all of it in double quotes.',
    ru: 'В локальной части два слова стоят рядом: соедините их точкой или возьмите всё в двойные кавычки.',
  },
  'words-mixed': {
    en: 'Quoted and unquoted words are mixed in the local-part, which only old headers do: quote all of it or nothing.',
    ru: 'В локальной части смешаны слова в кавычках и без них, так бывает только в старых заголовках: возьмите в кавычки всё или ничего.',
  },
  'space-in-local-part': {
    en: 'A space beside a dot of the local-part is an obsolete form of headers: delete the space.',
    ru: 'Пробел рядом с точкой в локальной части — устаревшая форма заголовков: удалите пробел.',
  },
  'backslash-unquoted': {
    en: 'A backslash stands in double quotes only: put the whole local-part in double quotes.',
    ru: 'Обратная косая черта допустима только в двойных кавычках: возьмите в них всю локальную часть.',
  },
  'quote-unclosed': {
    en: 'The quotation mark that opens here is never closed: add a second one.',
    ru: 'Открытая здесь кавычка не закрыта: поставьте вторую.',
  },
  'quotes-needless': {
    en: 'The local-part means the same without quotes, and is sent without them.',
    ru: 'Без кавычек локальная часть значит то же самое и отправится без них.',
  },
  'tab-in-quotes': {
    en: 'A tab cannot stand in the local-part, even in quotes: delete it.',
    ru: 'Знак табуляции в локальной части недопустим даже в кавычках: удалите его.',
  },
  'control-in-quotes': {
    en: 'An invisible control character stands here, an obsolete form of headers that SMTP refuses: delete it.',
    ru: 'Здесь стоит невидимый управляющий символ, устаревшая форма заголовков, недопустимая в SMTP: удалите его.',
  },
  'quoted-pair-not-ascii': {
    en: 'In SMTP a backslash stands before ASCII characters only: delete the backslash.',
    ru: 'В SMTP обратная косая черта ставится только перед символами ASCII: удалите её.',
  },
  'encoded-word-in-address': {
    en: '“{text}” looks like encoded text, but in an address it stands for itself: write what you mean.',
    ru: '«{text}» похоже на закодированный текст, но в адресе он значит сам себя: напишите то, что имели в виду.',
  },
  'local-part-too-long': {
    en: 'The local-part has {octets} octets, and servers need to take only {limit}: shorten it.',
    ru: 'Длина локальной части — {octets} октетов, а серверы обязаны принимать только {limit}: сократите её.',
  },
  'needs-smtputf8': {
    en: 'The local-part “{text}” is not ASCII: every server on the way must offer SMTPUTF8.',
    ru: 'Локальная часть «{text}» не в ASCII: каждый сервер на пути должен поддерживать SMTPUTF8.',
  },
  'not-nfc': {
    en: 'The local-part is not in the usual Unicode form NFC, so it may miss its mailbox: type it again on a keyboard.',
    ru: 'Локальная часть не в обычной форме Юникода NFC и может не совпасть с ящиком: наберите её заново на клавиатуре.',
  },
  'percent-in-local-part': {
    en: '“%” in the local-part may be read as a route by the domain’s own server, and by nobody else: check its readings.',
    ru: '«%» в локальной части может прочесть как маршрут только сервер самого домена: проверьте возможные прочтения.',
  },
  'bang-in-local-part': {
    en: '“!” in the local-part may be read as a route by the domain’s own server, and by nobody else: check its readings.',
    ru: '«!» в локальной части может прочесть как маршрут только сервер самого домена: проверьте возможные прочтения.',
  },

  // Domain
  'at-missing': {
    en: '“{text}” has no “@” and no domain: write the whole address, such as user@example.org.',
    ru: 'В «{text}» нет «@» и домена: напишите адрес целиком, например user@example.org.',
  },
  'at-extra': {
    en: 'There is one “@” too many here: delete it, or put a local-part that holds it in double quotes.',
    ru: 'Здесь лишний знак «@»: удалите его или возьмите локальную часть, где он есть, в двойные кавычки.',
  },
  'domain-missing': {
    en: 'No domain follows this “@”: write it, such as example.org.',
    ru: 'После этого «@» нет домена: напишите его, например example.org.',
  },
  'domain-unqualified': {
    en: 'The domain “{text}” is not fully qualified: write its whole name, such as {text}.example.org.',
    ru: 'Имя домена «{text}» неполное: напишите его целиком, например {text}.example.org.',
  },
  'domain-looks-like-address': {
    en: '“{text}” is read as a host name, not as an IP address: for the address write [{text}].',
    ru: '«{text}» будет прочитано как имя, а не как IP-адрес: для адреса напишите [{text}].',
  },
  'domain-spaced': {
    en: 'A gap beside a dot of the domain is an obsolete form of headers: delete it.',
    ru: 'Разрыв рядом с точкой домена — устаревшая форма заголовков: удалите его.',
  },
  'domain-glued': {
    en: 'A comment stands inside the domain, which goes on behind it: make sure where the domain ends, and delete the comment.',
    ru: 'Внутри домена стоит комментарий, а за ним домен продолжается: проверьте, где он кончается, и удалите комментарий.',
  },
  'domain-too-long': {
    en: 'The domain has {octets} octets, and only {limit} are allowed: check its name.',
    ru: 'Длина домена — {octets} октетов, а допустимо только {limit}: проверьте имя.',
  },
  'domain-not-idn': {
    en: '“{text}” cannot be a domain name: one of its characters is not allowed there, check its spelling.',
    ru: '«{text}» не может быть именем домена: в нём есть недопустимый символ, проверьте написание.',
  },
  'a-label-fake': {
    en: 'A label with “xn--” in “{text}” stands for no Unicode name: check its spelling.',
    ru: 'Метка с «xn--» в «{text}» не соответствует никакому имени в Юникоде: проверьте написание.',
  },
  'a-label-disallowed': {
    en: '“{text}” stands for a name with “{other}”, which IDNA2008 does not allow: some servers will refuse it.',
    ru: '«{text}» означает имя с символом «{other}», который IDNA2008 не допускает: некоторые серверы его не примут.',
  },
  'domain-not-u-label': {
    en: 'The domain “{text}” has characters that stand for others: write {fix}, if that is the one you mean.',
    ru: 'В домене «{text}» есть символы, которые заменяются другими: напишите {fix}, если имели в виду его.',
  },
  'domain-mixed-scripts': {
    en: 'The label “{label}” of the domain mixes the letters of several scripts: make sure that it is no imitation.',
    ru: 'В части домена «{label}» смешаны буквы разных письменностей: убедитесь, что это не подделка.',
  },
  'domain-look-alike': {
    en: 'The domain “{text}” is {ascii} in the DNS and only looks like {other}: make sure which one you mean.',
    ru: 'Домен «{text}» в DNS — {ascii} и лишь выглядит как {other}: убедитесь, какой из них вам нужен.',
  },
  'label-disallowed': {
    en: 'The character “{text}” is not allowed in domain names by IDNA2008, and some servers will refuse it: check its spelling.',
    ru: 'Символ «{text}» в именах доменов по IDNA2008 недопустим, и некоторые серверы его не примут: проверьте написание.',
  },
  'label-context': {
    en: 'The character “{text}” is allowed in a domain name only beside certain others: check its spelling.',
    ru: 'Символ «{text}» в имени домена допустим только рядом с определёнными другими: проверьте написание.',
  },
  'label-bidi': {
    en: 'The label “{text}” mixes the two directions of writing in a way that would be read wrongly: check its spelling.',
    ru: 'В части домена «{text}» направления письма смешаны так, что её прочтут неверно: проверьте написание.',
  },
  'label-empty': {
    en: 'Nothing stands before this dot of the domain: delete it, or write the label that is missing.',
    ru: 'Перед этой точкой домена ничего нет: удалите её или впишите пропущенную часть имени.',
  },
  'domain-trailing-dot': {
    en: 'A domain in an address does not end with a dot: delete it.',
    ru: 'Домен в адресе не заканчивается точкой: удалите её.',
  },
  'label-character': {
    en: 'The character “{text}” cannot stand in a host name, which has letters, digits and hyphens only: check its spelling.',
    ru: 'Символ «{text}» в имени узла недопустим, там бывают только буквы, цифры и дефис: проверьте написание.',
  },
  'label-hyphen': {
    en: 'A label of a host name neither begins nor ends with a hyphen: delete it.',
    ru: 'Часть имени узла не начинается и не заканчивается дефисом: удалите его.',
  },
  'label-too-long': {
    en: 'This label of the domain has {octets} octets, and only {limit} are allowed: check its spelling.',
    ru: 'Длина этой части домена — {octets} октетов, а допустимо только {limit}: проверьте написание.',
  },

  // Address literals
  'literal-unclosed': {
    en: 'The address literal that opens here is never closed: add “]”.',
    ru: 'Открытая здесь скобка IP-адреса не закрыта: добавьте «]».',
  },
  'literal-ipv4': {
    en: '“{text}” is no IPv4 address: write four numbers from 0 to 255, as in [192.0.2.1].',
    ru: '«{text}» — не адрес IPv4: напишите четыре числа от 0 до 255, например [192.0.2.1].',
  },
  'literal-ipv6': {
    en: '“{text}” is no IPv6 address: write eight groups, or “::” for at least two of them, as in [IPv6:2001:db8::1].',
    ru: '«{text}» — не адрес IPv6: напишите восемь групп или «::» вместо двух и более, например [IPv6:2001:db8::1].',
  },
  'literal-ipv6-untagged': {
    en: 'An IPv6 address needs its tag: write “IPv6:” behind the bracket.',
    ru: 'Адресу IPv6 нужна пометка: напишите «IPv6:» после открывающей скобки.',
  },
  'literal-zone': {
    en: 'A zone such as “%eth0” means something on one machine only: delete it from “{text}”.',
    ru: 'Зона вроде «%eth0» имеет смысл только на одной машине: удалите её из «{text}».',
  },
  'literal-tag': {
    en: 'No kind of address literal is registered under the tag of “{text}”, so few servers will know it: check it.',
    ru: 'Пометка в «{text}» не зарегистрирована ни для какого вида адресов, серверы её вряд ли знают: проверьте её.',
  },
  'literal-form': {
    en: '“{text}” is no address literal: write an IP address, as in [192.0.2.1] or [IPv6:2001:db8::1].',
    ru: '«{text}» — не IP-адрес в скобках: напишите его, например [192.0.2.1] или [IPv6:2001:db8::1].',
  },
  'literal-character': {
    en: 'This character cannot stand in an address literal: delete it.',
    ru: 'Этот символ в IP-адресе в скобках недопустим: удалите его.',
  },
} satisfies Readonly<Record<AddressIssueCode, Phrase>>;

/** What of an issue its sentence needs. */
export interface Finding<Code extends string> {
  readonly code: Code;
  readonly start: number;
  readonly end: number;
  readonly fix?: string;
  readonly words?: Readonly<Record<string, string>>;
}

/** The longest piece of an address that a sentence repeats. */
const shownLength = 60;

export function sayAddressIssue(issue: Finding<AddressIssueCode>, text: string, language: Language): string {
  return sayFinding(addressIssueWords[issue.code], issue, text, language);
}

/** A finding in a sentence. `text` is the string that its offsets point into; `{text}` is its span, `{fix}` its fix. */
export function sayFinding(phrase: Phrase, issue: Finding<string>, text: string, language: Language): string {
  const { start, end, fix } = issue;
  const words = { text: text.slice(start, end), ...(fix !== undefined && { fix }), ...issue.words };
  const safe = Object.entries(words).map(([key, word]) => [key, shown(word)]);
  return say(phrase, language, Object.fromEntries(safe));
}

/** What is too long is cut at its end. */
const shown = (text: string): string =>
  visible(text.length > shownLength ? `${text.slice(0, shownLength)}…` : text);
