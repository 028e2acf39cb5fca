/** No word from our server: no network, an overloaded server, or a café's log-in page in its place. Try again later. */
export class NoServer extends Error {
  name = 'NoServer';

  /** @param {string} why @param {number} [wait] milliseconds the server asks to be left alone */
  constructor(why, wait = 0) {
    super(why);
    this.wait = wait;
  }
}

/** Our server understood and says no. */
export class Problem extends Error {
  name = 'Problem';

  /** @param {number} status @param {{ type?: string, detail?: string, field?: string }} said */
  constructor(status, { type = '', detail = '', field }) {
    super(type);
    this.status = status;
    this.type = type.replace('/problems/', '');
    this.detail = detail;
    this.field = field;
  }
}
