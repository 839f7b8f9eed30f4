package org.tuplespace.examples.molecular;

/**
 * Argon as Rahman simulated it (Physical Review 136, A405, 1964): sigma 3.4 angstrom and epsilon /
 * k 120 K; its mass is 39.948 u.
 */
public final class Argon {

  /** Sigma in angstrom. */
  public static final double ANGSTROM = 3.4;

  /** Epsilon / k in kelvin. */
  public static final double KELVIN = 120;

  /** Epsilon in kJ/mol: 120 K times the gas constant. */
  public static final double KILOJOULE_PER_MOL = KELVIN * 8.314462618e-3;

  /** Of an atom, in u. */
  public static final double MASS = 39.948;

  /** The unit of time, sigma * sqrt(m / epsilon), in ps; 1 kJ/mol is 1 u nm^2/ps^2. */
  public static final double PICOSECOND = ANGSTROM / 10 * Math.sqrt(MASS / KILOJOULE_PER_MOL);

  private Argon() {}
}
