package java.rmi.activation;

/** Named by River's code; never thrown here. */
public class UnknownObjectException extends ActivationException {
  private static final long serialVersionUID = 1L;
}
