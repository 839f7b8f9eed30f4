package java.rmi.activation;

/** Named by River's code; never thrown here. */
public class ActivationException extends Exception {
  private static final long serialVersionUID = 1L;
}
