package java.rmi.activation;

/** Named by River's code; never thrown here. */
public class UnknownGroupException extends ActivationException {
  private static final long serialVersionUID = 1L;
}
