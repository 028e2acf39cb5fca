/** The screens that are not needed at once: one more file, so that the first visit stays small. The names are the addresses. */
import { addWords } from './i18n.js';
export { EntryScreen as entry } from './diary/entry.jsx';
export { HistoryScreen as history } from './diary/history.jsx';
export { NoteScreen as note } from './diary/note.jsx';
export { WeeklyScreen as weekly } from './diary/weekly.jsx';
export { AboutScreen as about } from './more/about.jsx';
export { CopyScreen as copy } from './more/copy.jsx';
export { InstallScreen as install } from './more/install.jsx';
export { JoinScreen as join } from './more/join.jsx';
export { KeysScreen as keys } from './more/keys.jsx';
export { MoreScreen as more } from './more/more.jsx';
export { PersonScreen as person } from './more/person.jsx';
export { ReportScreen as report } from './more/report.jsx';
export { DoseScreen as dose } from './treatment/dose.jsx';
export { PlanScreen as plan } from './treatment/plan.jsx';
export { TreatmentScreen as treatment } from './treatment/treatment.jsx';

// Nobody gets a screen before its words.
await addWords(
  /** @type {import('./i18n.js').Loaders} */ (import.meta.glob('../build/catalogs/rest.*.json')),
);
