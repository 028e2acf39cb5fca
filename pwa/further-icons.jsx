import { Icon } from './icons.jsx';

/** The icons that the first screen does without. */

export const Week = () => (
  <Icon>
    <path d="M5 20v-5M9.7 20V9M14.3 20v-8M19 20V5" />
  </Icon>
);

export const Report = () => (
  <Icon>
    <path d="M6 3.5h8.5L19 8v12.5H6zM14 3.5V8.5h5M9 12.5h7M9 16.5h7" />
  </Icon>
);

export const Person = () => (
  <Icon>
    <circle cx="12" cy="8.5" r="4" />
    <path d="M4.5 20.5a7.5 7.5 0 0 1 15 0" />
  </Icon>
);

export const Star = () => (
  <Icon>
    <path d="M4 6h9M4 12h9M4 18h9" />
    <path d="m16 6 1.5 1.5L20.5 4.5M16 12l1.5 1.5 3-3" />
  </Icon>
);

export const File = () => (
  <Icon>
    <path d="M12 4v11m-4-4 4 4 4-4M5 19.5h14" />
  </Icon>
);

export const About = () => (
  <Icon>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 11v5.5M12 7.75h.01" />
  </Icon>
);
