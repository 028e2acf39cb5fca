/** Line icons on a 24-pixel grid; words always stand beside them, so readers of the screen skip them. */

/** @param {{ children: import('preact').ComponentChildren, name?: string }} props */
export function Icon({ children, name }) {
  return (
    <svg
      class={name}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export const Today = () => (
  <Icon>
    <circle cx="12" cy="12" r="9" />
    <path d="m8 12.5 2.75 2.75L16 9.5" />
  </Icon>
);

export const History = () => (
  <Icon>
    <rect x="4" y="5" width="16" height="15" rx="3" />
    <path d="M4 10h16M8.5 3v4M15.5 3v4M8.5 14h.01M12 14h.01M15.5 14h.01" />
  </Icon>
);

export const Treatment = () => (
  <Icon>
    <path d="M14.5 4.5 19.5 9.5M17 7l2.5-2.5M12.5 6.5l5 5-7 7h-5v-5zM5.5 18.5 3 21M9 10l2 2M11.5 7.5l2 2" />
  </Icon>
);

export const More = () => (
  <Icon>
    <path d="M5 7h14M5 12h14M5 17h9" />
  </Icon>
);

export const Back = () => (
  <Icon>
    <path d="m14.5 6-6 6 6 6" />
  </Icon>
);

export const Forward = () => (
  <Icon name="more">
    <path d="m9.5 6 6 6-6 6" />
  </Icon>
);

export const Close = () => (
  <Icon>
    <path d="M7 7l10 10M17 7 7 17" />
  </Icon>
);

export const Plus = () => (
  <Icon>
    <path d="M12 5v14M5 12h14" />
  </Icon>
);

export const Injection = () => (
  <Icon name="dose">
    <path d="M14.5 4.5 19.5 9.5M17 7l2.5-2.5M12.5 6.5l5 5-7 7h-5v-5zM5.5 18.5 3 21M9 10l2 2M11.5 7.5l2 2" />
  </Icon>
);

export const Tablet = () => (
  <Icon name="dose">
    <rect x="2.5" y="8" width="19" height="8" rx="4" transform="rotate(-45 12 12)" />
    <path d="m9.2 9.2 5.6 5.6" />
  </Icon>
);

export const Note = () => (
  <Icon>
    <path d="M5 19h4L19.5 8.5l-4-4L5 15zM13 7l4 4" />
  </Icon>
);

export const Question = () => (
  <Icon>
    <path d="M5 5h14a1.5 1.5 0 0 1 1.5 1.5v9A1.5 1.5 0 0 1 19 17h-6l-4.5 4v-4H5a1.5 1.5 0 0 1-1.5-1.5v-9A1.5 1.5 0 0 1 5 5z" />
    <path d="M10.2 9.2a1.9 1.9 0 1 1 2.6 1.8c-.5.2-.8.6-.8 1.1M12 14.3h.01" />
  </Icon>
);

export const Phone = () => (
  <Icon>
    <rect x="7" y="3" width="10" height="18" rx="2.5" />
    <path d="M11 17.75h2" />
  </Icon>
);

export const Copy = () => (
  <Icon>
    <path d="M7.5 18.5a4 4 0 0 1-.6-7.95 5.5 5.5 0 0 1 10.6.95 3.5 3.5 0 0 1-.5 7z" />
    <path d="m9.5 14 1.9 1.9 3.4-3.6" />
  </Icon>
);

export const Waiting = () => (
  <Icon>
    <path d="M7.5 18.5a4 4 0 0 1-.6-7.95 5.5 5.5 0 0 1 10.6.95 3.5 3.5 0 0 1-.5 7z" />
    <path d="M12 16v-4.5m-2 1.8 2-2 2 2" />
  </Icon>
);
