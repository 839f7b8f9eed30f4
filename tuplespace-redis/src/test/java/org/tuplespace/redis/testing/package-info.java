/** What tests of this module share: a Redis to run against. */
package org.tuplespace.redis.testing;
