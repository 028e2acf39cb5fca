/** The version of Tolv, as in pyproject.toml. */
export const version = '0.1.0';
