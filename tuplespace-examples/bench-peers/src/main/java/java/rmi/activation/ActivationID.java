package java.rmi.activation;

import java.io.Serializable;

/** Named by River's code, which is older than Java 17 without this package; never used here. */
public class ActivationID implements Serializable {
  private static final long serialVersionUID = 1L;
}
