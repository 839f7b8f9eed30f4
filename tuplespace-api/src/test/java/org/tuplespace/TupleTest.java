package org.tuplespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tuplespace.contract.SampleTypes.Blob;
import org.tuplespace.contract.SampleTypes.Circle;
import org.tuplespace.contract.SampleTypes.Color;
import org.tuplespace.contract.SampleTypes.Drawing;
import org.tuplespace.contract.SampleTypes.NotSerializable;
import org.tuplespace.contract.SampleTypes.Operator;
import org.tuplespace.contract.SampleTypes.Pair;
import org.tuplespace.contract.SampleTypes.Point;
import org.tuplespace.contract.Samples;

class TupleTest {

  @Test
  void accessors_giveTheFields() {
    Tuple nested = Tuple.of(1);
    Tuple tuple = Tuple.of("a", 1, 2L, 3.0, true, new byte[] {4}, nested, List.of(5), null, 'x');
    assertThat(tuple.arity()).isEqualTo(10);
    assertThat(tuple.getString(0)).isEqualTo("a");
    assertThat(tuple.getInt(1)).isEqualTo(1);
    assertThat(tuple.getLong(2)).isEqualTo(2L);
    assertThat(tuple.getDouble(3)).isEqualTo(3.0);
    assertThat(tuple.getBoolean(4)).isTrue();
    assertThat(tuple.getBytes(5)).containsExactly(4);
    assertThat(tuple.getTuple(6)).isEqualTo(nested);
    assertThat(tuple.getList(7)).isEqualTo(List.of(5));
    assertThat(tuple.get(8)).isNull();
    assertThat(tuple.get(9, char.class)).isEqualTo('x');
    assertThat(tuple.get(1, Number.class)).isEqualTo(1);
    assertThat(tuple.get(1, int.class)).isEqualTo(1);
  }

  @Test
  void accessors_wrongType_sayWhatTheFieldHolds() {
    Tuple tuple = Tuple.of("a", 1, null, new Point(1, 2));
    assertThatExceptionOfType(ClassCastException.class)
        .isThrownBy(() -> tuple.getInt(0))
        .withMessageContainingAll("field 0", "String \"a\"", "not Integer", tuple.toString());
    assertThatExceptionOfType(ClassCastException.class)
        .isThrownBy(() -> tuple.getLong(1))
        .withMessageContainingAll("field 1", "Integer 1", "not Long");
    assertThatExceptionOfType(ClassCastException.class)
        .isThrownBy(() -> tuple.getString(2))
        .withMessageContainingAll("field 2", "holds null", "not String");
    assertThatExceptionOfType(ClassCastException.class)
        .isThrownBy(() -> tuple.getTuple(3))
        .withMessageContainingAll("field 3", "Point", "not Tuple");
    assertThatThrownBy(() -> tuple.getBuffer(0)).isInstanceOf(ClassCastException.class);
  }

  @Test
  void accessors_noSuchField_sayHowManyThereAre() {
    Tuple tuple = Tuple.of("a", 1);
    for (int index : new int[] {-1, 2, Integer.MAX_VALUE}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> tuple.get(index))
          .withMessageContainingAll("no field " + index, "has 2");
    }
    assertThatThrownBy(() -> tuple.getInt(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Tuple.of().type(0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void fields_areAnUnmodifiableList() {
    Tuple tuple = Tuple.of("a", null, new byte[] {1});
    List<Object> fields = tuple.fields();
    assertThat(fields).hasSize(3).startsWith("a", (Object) null);
    ((byte[]) fields.get(2))[0] = 9;
    assertThat(tuple.getBytes(2)).containsExactly(1);
    assertThatThrownBy(() -> fields.set(0, "b")).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void of_nothing_isTheEmptyTuple() {
    assertThat(Tuple.of().arity()).isZero();
    assertThat(Tuple.of()).isEqualTo(Tuple.of()).hasToString("()");
    assertThat(Tuple.of()).isNotEqualTo(Tuple.of((Object) null));
  }

  @Test
  void of_nullArray_saysHowToWriteNull() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tuple.of((Object[]) null))
        .withMessageContaining("Tuple.of((Object) null)");
  }

  @Test
  void of_mutableFields_areCopied() {
    byte[] bytes = {1};
    List<Object> list = new ArrayList<>(List.of(new byte[] {2}));
    Blob blob = new Blob("b", new byte[] {3});
    Object[] fields = {bytes, list, blob};
    Tuple tuple = Tuple.of(fields);
    bytes[0] = 9;
    list.add(9);
    blob.data()[0] = 9;
    fields[0] = "changed";
    tuple.getBytes(0)[0] = 8;
    ((byte[]) tuple.getList(1).get(0))[0] = 8;
    tuple.get(2, Blob.class).data()[0] = 8;
    assertThat(tuple)
        .isEqualTo(
            Tuple.of(new byte[] {1}, List.of(new byte[] {2}), new Blob("b", new byte[] {3})));
  }

  @Test
  void getBuffer_isAReadOnlyView() {
    ByteBuffer buffer = Tuple.of(new byte[] {1, 2}).getBuffer(0);
    assertThat(buffer.remaining()).isEqualTo(2);
    assertThat(buffer.get(1)).isEqualTo((byte) 2);
    assertThatThrownBy(() -> buffer.put(0, (byte) 9)).isInstanceOf(ReadOnlyBufferException.class);
  }

  @Test
  void list_isImmutable() {
    List<?> list = Tuple.of(new ArrayList<>(List.of(1))).getList(0);
    assertThatThrownBy(() -> list.remove(0)).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void equality_isThatOfTheFields() {
    List<Object> samples = Samples.values();
    for (int i = 0; i < samples.size(); i++) {
      Tuple tuple = Tuple.of(samples.get(i));
      // A second list has other arrays, lists and records of equal content.
      Tuple equal = Tuple.of(Samples.values().get(i));
      assertThat(tuple).isEqualTo(equal).hasSameHashCodeAs(equal);
      for (int j = 0; j < samples.size(); j++) {
        if (i != j) {
          assertThat(tuple).isNotEqualTo(Tuple.of(samples.get(j)));
        }
      }
    }
  }

  @Test
  void deliveries_takeNoPartInEquality() {
    Tuple tuple = Tuple.of("a");
    assertThat(tuple.deliveries()).isZero();
    assertThat(tuple.withDeliveries(3).deliveries()).isEqualTo(3);
    assertThat(tuple.withDeliveries(3)).isEqualTo(tuple).hasSameHashCodeAs(tuple);
  }

  @Test
  void type_tellsWhatAFieldIs() {
    Tuple tuple =
        Tuple.of(
            null,
            'a',
            Color.RED,
            Operator.PLUS,
            Tuple.of(),
            Arrays.asList(1, null),
            new Point(1, 2),
            new Circle(1),
            new Drawing("d", new Circle(1)),
            List.of(new Circle(1)),
            new Pair(Tuple.of(1), null));
    assertThat(tuple.fields().stream().map(FieldType::of))
        .containsExactly(
            FieldType.NULL,
            FieldType.CHARACTER,
            FieldType.ENUM,
            FieldType.ENUM,
            FieldType.TUPLE,
            FieldType.LIST,
            FieldType.RECORD,
            FieldType.OPAQUE,
            FieldType.OPAQUE,
            FieldType.OPAQUE,
            FieldType.RECORD);
    assertThat(tuple.type(6)).isEqualTo(FieldType.RECORD);
  }

  @Test
  void of_whatNoTupleCanHold_saysWhichFieldAndWhatToWriteInstead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tuple.of("a", Match.any()))
        .withMessageContainingAll("field 1", "formal", "Template.of");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tuple.of(Integer.class))
        .withMessageContainingAll("field 0", "formal", "Integer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tuple.of("a", "b", new NotSerializable()))
        .withMessageContainingAll("field 2", "NotSerializable", "java.io.Serializable");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tuple.of(new Pair(new NotSerializable(), 1)))
        .withMessageContaining("field 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tuple.of("x\uD800"))
        .withMessageContainingAll("field 0", "surrogate", "index 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tuple.of(new Object[256]))
        .withMessageContainingAll("255", "256");
  }

  @Test
  void of_listThatHoldsItself_isRefused() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tuple.of(list))
        .withMessageContainingAll("field 0", "deep");
  }

  record Concrete(ArrayList<Integer> numbers) {}

  @Test
  void of_recordWithAConcreteList_isRefused() {
    Concrete concrete = new Concrete(new ArrayList<>(List.of(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tuple.of(concrete))
        .withMessageContainingAll("field 0", "Concrete", "declare it as List");
  }

  @Test
  void toString_readsLikeTheCall() {
    assertThat(Tuple.of("sqrt", 5.0, 1, 2L, 'c', null, true, new byte[3], Tuple.of("a"), Color.RED))
        .hasToString("(\"sqrt\", 5.0, 1, 2L, 'c', null, true, byte[3], (\"a\"), RED)");
    assertThat(Tuple.of("x".repeat(500)).toString()).hasSizeLessThan(100).contains("...");
  }
}
