// What html-validate holds the pages to: its recommendations, all of them but what is named here with its reason.
module.exports = {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // HTML has both spellings of these; the templates write the short one.
    "doctype-style": ["error", { style: "lowercase" }],
    "void-style": ["error", { style: "omit" }],
    // Ids of records begin with a year and have slashes; HTML forbids nothing but blanks.
    "valid-id": ["error", { relaxed: true }],
    // Lists and figures may be named; the rule only prefers landmarks.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // Tables that become lists on phones lose their roles in some browsers where `display` is not that of a table.
    "no-redundant-role": "off",
    // A form's only button submits it, which is what a button without a type does.
    "no-implicit-button-type": "off",
    // A title holds the record's own; records are not renamed to fit a search engine.
    "long-title": "off",
    // Templates leave blanks at the ends of lines; compression takes them.
    "no-trailing-whitespace": "off",
    // All that a page loads lies beside it.
    "require-sri": "off",
  },
};
