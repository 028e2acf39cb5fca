/** The version of Tolv; the build takes it from pyproject.toml. @type {string} */
export const version = import.meta.env.TOLV_VERSION;
