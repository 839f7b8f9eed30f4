/** What a Redis server is examined for, before a space is trusted to it. */
@NullMarked
package org.tuplespace.redis.diagnosis;

import org.jspecify.annotations.NullMarked;
