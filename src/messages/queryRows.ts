/** What is wrong with the text of a query: a row for each kind of mistake. */
import type { QuerySyntaxReason } from "../errors/refusal.ts";
import type { Row } from "./row.ts";

export const queryRows: Readonly<Record<QuerySyntaxReason, Row>> = {
  "unknown-field": {
    short: "Unknown field",
    what: 'Unknown field "{text}".',
    next: "Use label:, subject:, account:, bucket:, key:, prefix:, format:, class:, is: or sort:, or put the text in quotes to look for it.",
  },
  "unknown-number": {
    short: "Unknown field",
    what: 'Unknown field "{text}".',
    next: "Use size, modified, detected or labels with an operator, or put the text in quotes to look for it.",
  },
  "score-outside": {
    short: "Score without a label",
    what: '"{text}" is a score of a label, not a field of its own.',
    next: "Write it in brackets behind a name, as in label:dog[confidence>=0.9].",
  },
  "needs-colon": {
    short: "Colon missing",
    what: '"{text}" is followed by a colon, not by an operator.',
    next: "Write {text}: and its value, or put the text in quotes to look for it.",
  },
  "needs-operator": {
    short: "Operator missing",
    what: '"{text}" is compared, so no colon follows it.',
    next: "Write an operator instead: >, >=, <, <= or =.",
  },
  "missing-value": {
    short: "Value missing",
    what: 'Nothing follows "{text}".',
    next: "Write the value directly after it, without a blank between.",
  },
  "empty-quotes": {
    short: "Empty quotes",
    what: "There is nothing between the quotes.",
    next: "Write a text between them, or take them out.",
  },
  "unfinished-quote": {
    short: "Quote not closed",
    what: "A quote is opened, but not closed.",
    next: 'Add the closing ". Inside, write a quote as \\" and a backslash as \\\\.',
  },
  "leading-operator": {
    short: "Operator without a field",
    what: '"{text}" begins with an operator.',
    next: "Write the field directly before it, as in size>1MB, or put the text in quotes to look for it.",
  },
  "star-in-exact": {
    short: "Star in an exact name",
    what: "The field label:= takes a whole name, so no star.",
    next: "Take the star or the = out, or put a name that has a star in quotes.",
  },
  "star-inside": {
    short: "Star inside a name",
    what: "A star can only end a name.",
    next: "Move it to the end, or put a name that has a star in quotes.",
  },
  "star-not-taken": {
    short: "Star behind quotes",
    what: '"{text}" takes no star.',
    next: "Take it out.",
  },
  "exact-subject": {
    short: "Exact subject",
    what: "The field subject: has no exact form.",
    next: "Take the = out; what is below the name is found, too.",
  },
  "tests-of-subject": {
    short: "Brackets behind a subject",
    what: "The field subject: takes no conditions in brackets.",
    next: "Take them out, or use label: with them.",
  },
  "unfinished-bracket": {
    short: "Bracket not closed",
    what: "A bracket is opened, but not closed.",
    next: "Add the closing ].",
  },
  "stray-bracket": {
    short: "Bracket out of place",
    what: 'The "{text}" cannot stand here.',
    next: "Write conditions directly behind the name of a label:, or put a text that has brackets in quotes.",
  },
  "unknown-score": {
    short: "Unknown condition",
    what: '"{text}" is not a score of a label.',
    next: "Use confidence, centric or level.",
  },
  "wrong-test": {
    short: "Malformed condition",
    what: "A condition in brackets cannot be read from here on.",
    next: "Write a score, an operator and a number, with commas between conditions: label:dog[confidence>=0.9, level=2].",
  },
  "unfinished-parenthesis": {
    short: "Parenthesis not closed",
    what: "A parenthesis is opened, but not closed.",
    next: "Add the closing ).",
  },
  "stray-parenthesis": {
    short: "Parenthesis out of place",
    what: "A parenthesis is closed that was not opened.",
    next: "Take it out, or put a text that has parentheses in quotes.",
  },
  "empty-parentheses": {
    short: "Empty parentheses",
    what: "There is nothing between the parentheses.",
    next: "Write a condition between them, or take them out.",
  },
  "too-deep": {
    short: "Too many parentheses",
    what: "More than 100 parentheses are inside each other.",
    next: "Take out those that are not needed.",
  },
  "lone-minus": {
    short: "Minus alone",
    what: "A minus stands alone.",
    next: "Write what it excludes directly after it, or put it in quotes to look for it.",
  },
  "nothing-before": {
    short: "Nothing before a keyword",
    what: 'Nothing stands before "{text}".',
    next: "Write a condition there, or put the word in quotes to look for it.",
  },
  "nothing-after": {
    short: "Nothing after a keyword",
    what: 'Nothing stands after "{text}".',
    next: "Write a condition there, or put the word in quotes to look for it.",
  },
  "wrong-number": {
    short: "Not a number",
    what: '"{text}" is not a number that can stand here.',
    next: "Write digits, with a point for decimals, such as 5 or 0.5.",
  },
  "wrong-unit": {
    short: "Unknown unit",
    what: '"{text}" is not a unit of size.',
    next: "Use B, kB, MB, GB, KiB, MiB or GiB, in exactly these letters.",
  },
  "wrong-date": {
    short: "Not a date",
    what: '"{text}" is not a date of the calendar.',
    next: "Write it as 2026-01-31, or with a time as 2026-01-31T08:00Z.",
  },
  "no-time-zone": {
    short: "Time zone missing",
    what: '"{text}" does not say its time zone.',
    next: "Add Z for UTC, or an offset such as +08:00.",
  },
  "wrong-format": {
    short: "Unknown format",
    what: '"{text}" is not a format that can be labelled.',
    next: "Use jpg or png.",
  },
  "wrong-state": {
    short: "Unknown state",
    what: '"{text}" is not a state of an image.',
    next: "Use labelled, empty, unlabelled, outdated or corrected.",
  },
  "wrong-sort": {
    short: "Unknown order",
    what: 'Images cannot be sorted by "{text}".',
    next: "Use relevance, confidence, centric, modified, detected, size, labels or key, with a leading - to reverse it.",
  },
  "second-sort": {
    short: "Second order",
    what: "A query has one sort: only, and this is another.",
    next: "Take out all but one.",
  },
  "nested-sort": {
    short: "Order out of place",
    what: "The field sort: cannot stand in parentheses, after NOT or a minus, or alone beside OR.",
    next: "Move it to the end of the query.",
  },
};
