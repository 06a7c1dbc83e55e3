/** The design system has icons to play and to stop, but none to pause. */
export const PauseIcon = () => (
  <svg viewBox="0 0 32 32" width="1.6rem" height="1.6rem" fill="currentColor" aria-hidden>
    <rect x="7" y="5" width="7" height="22" rx="1.5" />
    <rect x="18" y="5" width="7" height="22" rx="1.5" />
  </svg>
);
