package java.rmi.activation;

import java.rmi.Remote;

/** Named by River's code; never used here. */
public interface ActivationSystem extends Remote {}
