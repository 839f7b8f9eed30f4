package org.tuplespace.redis.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of the project, and of Java. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "tuples " + (version == null ? "(from a build in progress)" : version),
      "Java " + System.getProperty("java.version")
    };
  }
}
