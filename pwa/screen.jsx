import { useEffect, useRef } from 'preact/hooks';
import { gettext as _ } from './i18n.js';
import { Back } from './icons.jsx';
import { leave } from './route.js';

let opened = false;

/**
 * One screen: a way back, a heading that takes the focus when the screen comes up, and what is on it.
 * @param {{ title: string, parent?: string, children: import('preact').ComponentChildren }} props
 */
export function Screen({ title, parent, children }) {
  const heading = useRef(/** @type {HTMLHeadingElement | null} */ (null));
  useEffect(() => {
    document.title = `${title} – Tolv`;
  }, [title]);
  useEffect(() => {
    if (opened) heading.current?.focus();
    opened = true;
  }, []);
  return (
    <>
      <header class="head">
        {parent && <BackLink parent={parent} />}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
      </header>
      {children}
    </>
  );
}

/** @param {{ parent: string }} props */
function BackLink({ parent }) {
  /** @param {MouseEvent} event */
  const back = (event) => {
    event.preventDefault();
    leave(parent);
  };
  return (
    <a class="back" href={`#${parent}`} onClick={back}>
      <Back /> {_('Back')}
    </a>
  );
}
