/** What VS Code calls our tabs. */

export const panelType = "ossImageLabels.panel";
export const searchType = "ossImageLabels.search";
