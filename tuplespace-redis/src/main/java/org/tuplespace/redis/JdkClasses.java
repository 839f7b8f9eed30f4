package org.tuplespace.redis;

import java.util.HashSet;
import java.util.Set;

/** The classes of the JDK that may always cross a space: values, and collections of what may. */
final class JdkClasses {

  static final Set<String> PACKAGES = Set.of("java.time");

  static final Set<String> NAMES = names();

  private JdkClasses() {}

  private static Set<String> names() {
    Set<String> names = new HashSet<>();
    add(names, "", "boolean byte short int long float double char");
    // The elements of primitive arrays, as the names of array classes abbreviate them.
    add(names, "", "Z B S I J F D C");
    add(
        names,
        "java.lang.",
        """
        Object Boolean Byte Short Integer Long Float Double Character String Number Enum Record
        Comparable CharSequence StringBuilder StringBuffer String$CaseInsensitiveComparator
        """);
    add(names, "java.io.", "Serializable");
    add(names, "java.math.", "BigInteger BigDecimal MathContext RoundingMode");
    add(names, "java.net.", "URI");
    add(
        names,
        "java.util.",
        """
        UUID Date Locale Currency BitSet Collection List Set Map Map$Entry
        ArrayList LinkedList Vector Stack ArrayDeque PriorityQueue HashSet LinkedHashSet TreeSet
        HashMap LinkedHashMap TreeMap Hashtable IdentityHashMap
        EnumMap EnumSet RegularEnumSet JumboEnumSet EnumSet$SerializationProxy
        AbstractMap$SimpleEntry AbstractMap$SimpleImmutableEntry Arrays$ArrayList
        CollSer ImmutableCollections$List12 ImmutableCollections$ListN ImmutableCollections$SubList
        ImmutableCollections$Set12 ImmutableCollections$SetN
        ImmutableCollections$Map1 ImmutableCollections$MapN
        Comparators$NaturalOrderComparator
        Collections$ReverseComparator Collections$ReverseComparator2
        Collections$EmptyList Collections$EmptySet Collections$EmptyMap
        Collections$SingletonList Collections$SingletonSet Collections$SingletonMap
        Collections$CopiesList Collections$SetFromMap
        Collections$UnmodifiableCollection Collections$UnmodifiableList
        Collections$UnmodifiableRandomAccessList Collections$UnmodifiableSet
        Collections$UnmodifiableSortedSet Collections$UnmodifiableNavigableSet
        Collections$UnmodifiableMap Collections$UnmodifiableSortedMap
        Collections$UnmodifiableNavigableMap Collections$UnmodifiableMap$UnmodifiableEntrySet
        Collections$SynchronizedCollection Collections$SynchronizedList
        Collections$SynchronizedRandomAccessList Collections$SynchronizedSet
        Collections$SynchronizedMap
        """);
    add(
        names,
        "java.util.concurrent.",
        """
        TimeUnit ConcurrentHashMap ConcurrentHashMap$Segment ConcurrentHashMap$KeySetView
        ConcurrentLinkedQueue ConcurrentLinkedDeque ConcurrentSkipListMap ConcurrentSkipListSet
        CopyOnWriteArrayList CopyOnWriteArraySet
        """);
    add(
        names,
        "java.util.concurrent.atomic.",
        """
        AtomicBoolean AtomicInteger AtomicLong AtomicReference AtomicIntegerArray AtomicLongArray
        """);
    return Set.copyOf(names);
  }

  private static void add(Set<String> names, String prefix, String rest) {
    for (String each : rest.strip().split("\\s+", -1)) {
      names.add(prefix + each);
    }
  }
}
