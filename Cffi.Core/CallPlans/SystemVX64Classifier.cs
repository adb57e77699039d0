namespace Cffi.Core.CallPlans;

/// <summary>Classifies types by eightbytes (System V psABI for AMD64, 3.2.3).</summary>
/// <remarks>
/// <code>
/// struct { float x; int n; double d; }
///
///   byte   0       4       8              16
///          |   x   |   n   |      d       |
///          |    INTEGER    |     SSE      |      SSE (x) merged with INTEGER (n) is INTEGER
/// </code>
/// Where the psABI leaves a choice, this class follows GCC: an unnamed bit-field counts as INTEGER unless its width is
/// 0, and an array repeats the classes of its first element. Where clang is the target's compiler (macOS), unnamed bit-fields
/// do not count, every element of an array does, a member that is not aligned as its type, or is <c>_Atomic</c>, sends the record to
/// memory, and the upper half of a <c>long double</c> without the lower one is SSE.
/// </remarks>
internal static class SystemVX64Classifier
{
    /// <summary>The bytes that a class is for.</summary>
    public const int Eightbyte = 8;

    /// <summary>The largest size in bytes of a record in registers. Only a vector can be larger.</summary>
    public const int LargestInRegisters = 2 * Eightbyte;

    /// <summary>Classifies a complete type.</summary>
    /// <exception cref="LayoutException">The type has no layout.</exception>
    public static SystemVX64Classification Classify(CType type, Target target)
    {
        TypeLayout layout = LayoutEngine.Of(type, target);
        if (type.Unqualified is CComplexType { Element.Primitive: CPrimitiveKind.LongDouble })
        {
            return new(layout.Size, layout.Alignment, RegisterClass.ComplexX87, RegisterClass.NoClass);
        }

        // More than two eightbytes stay in registers only as vectors.
        var classes = new Eightbytes(target);
        if (layout.Size > LargestInRegisters || !classes.Add(type, 0))
        {
            return new(layout.Size, layout.Alignment, RegisterClass.Memory, RegisterClass.NoClass);
        }

        // What is behind another class than X87 is no exponent: clang takes an SSE register for it on macOS.
        bool isSplit = classes is { Second: RegisterClass.X87Up, First: not RegisterClass.X87 };
        return new(layout.Size, layout.Alignment, classes.First, isSplit ? RegisterClass.Sse : classes.Second);
    }

    /// <summary>Classifies a record that has only the given fields.</summary>
    /// <param name="layout">Its size and alignment.</param>
    /// <param name="fields">The fields' types, and their offsets in bytes.</param>
    /// <param name="target">The target.</param>
    public static SystemVX64Classification Classify(TypeLayout layout, IEnumerable<(CType Type, long Offset)> fields, Target target)
    {
        var classes = new Eightbytes(target);
        return layout.Size <= LargestInRegisters && fields.All(field => classes.Add(field.Type, field.Offset)) && classes.HasWholeX87()
            ? new(layout.Size, layout.Alignment, classes.First, classes.Second)
            : new(layout.Size, layout.Alignment, RegisterClass.Memory, RegisterClass.NoClass);
    }

    /// <summary>The class of an eightbyte that two fields share (3.2.3, classification, step 4).</summary>
    public static RegisterClass Merge(RegisterClass left, RegisterClass right)
    {
        if (left == right || right == RegisterClass.NoClass)
        {
            return left;
        }

        if (left == RegisterClass.NoClass)
        {
            return right;
        }

        if (left == RegisterClass.Memory || right == RegisterClass.Memory)
        {
            return RegisterClass.Memory;
        }

        if (left == RegisterClass.Integer || right == RegisterClass.Integer)
        {
            return RegisterClass.Integer;
        }

        return IsX87(left) || IsX87(right) ? RegisterClass.Memory : RegisterClass.Sse;
    }

    private static bool IsX87(RegisterClass which) =>
        which is RegisterClass.X87 or RegisterClass.X87Up or RegisterClass.ComplexX87;

    /// <summary>The eightbytes of one type while its fields are added.</summary>
    private sealed class Eightbytes(Target target, Dictionary<(CRecordType Record, long Offset), Eightbytes?>? known = null)
    {
        private readonly RegisterClass[] classes = new RegisterClass[2];

        // Classify the same record at the same offset once: unions and records of size 0 can contain a record 2^40 times.
        private Dictionary<(CRecordType Record, long Offset), Eightbytes?>? known = known;

        public RegisterClass First => classes[0];

        public RegisterClass Second => classes[1];

        /// <summary>Adds a type at an offset in bytes. Returns false if the whole type is passed in memory.</summary>
        public bool Add(CType type, long offset)
        {
            switch (type.Unqualified)
            {
                case CPrimitiveType primitive:
                    return AddScalar(primitive, offset);
                case CPartialNumberType { Actual: { } actual }:
                    return AddScalar(actual, offset);
                case CComplexType complex:
                    return AddScalar(complex.Element, offset)
                        && AddScalar(complex.Element, offset + PrimitiveLayout.Of(complex.Element, target).Size);
                case CEnumType @enum:
                    return AddScalar(EnumLayout.UnderlyingType(@enum, target), offset);
                case CPointerType:
                    return AddAligned(RegisterClass.Integer, offset, target.PointerSize);
                case CArrayType array:
                    return AddArray(array, offset);
                case CRecordType record:
                    return AddRecord(record, offset);
                default:
                    throw new ArgumentOutOfRangeException(nameof(type));
            }
        }

        private bool AddScalar(CPrimitiveType type, long offset)
        {
            int size = (int)PrimitiveLayout.Of(type, target).Size;
            if (type.Primitive == CPrimitiveKind.LongDouble)
            {
                return AddAligned(RegisterClass.X87, offset, size, RegisterClass.X87Up);
            }

            return AddAligned(type.IsFloating ? RegisterClass.Sse : RegisterClass.Integer, offset, size);
        }

        // If a field is not aligned, the whole type is passed in memory.
        private bool AddAligned(RegisterClass which, long offset, int size, RegisterClass? upper = null)
        {
            if (offset % size != 0)
            {
                return false;
            }

            Mark(which, offset);
            if (size > 8)
            {
                Mark(upper ?? which, offset + 8);
            }

            return true;
        }

        private bool AddArray(CArrayType array, long offset)
        {
            if (target.FollowsClang)
            {
                return AddElements(array, offset);
            }

            // GCC looks at the first element only and repeats its eightbytes over the array, even for an
            // array without elements, unless the array starts at an eightbyte.
            long size = LayoutEngine.Of(array, target).Size;
            if (size == 0 && offset % 8 == 0)
            {
                return true;
            }

            long element = LayoutEngine.Of(array.Item, target).Size;
            var first = new Eightbytes(target, known);
            if ((offset % 8) + element > LargestInRegisters || !first.Add(array.Item, offset % 8))
            {
                return false;
            }

            int period = (int)(((offset % 8) + element + 7) / 8);
            for (int word = (int)(offset / 8), i = 0; word * 8L < offset + size; word++, i++)
            {
                Mark(first.classes[i % period], word * 8L);
            }

            return true;
        }

        private bool AddElements(CArrayType array, long offset)
        {
            long element = LayoutEngine.Of(array.Item, target).Size;
            for (long i = 0; element > 0 && i < array.Length.Count; i++)
            {
                if (!Add(array.Item, offset + (i * element)))
                {
                    return false;
                }
            }

            return true;
        }

        // A nested record is classified separately, including cleanup, before it merges with the surrounding fields.
        private bool AddRecord(CRecordType record, long offset)
        {
            if (record.IsPartial)
            {
                throw AbiErrors.Partial(record);
            }

            known ??= [];
            if (!known.TryGetValue((record, offset), out Eightbytes? own))
            {
                own = new Eightbytes(target, known);
                own = own.AddMembers(record, offset) ? own : null;
                known.Add((record, offset), own);
            }

            if (own is null)
            {
                return false;
            }

            classes[0] = Merge(classes[0], own.First);
            classes[1] = Merge(classes[1], own.Second);
            return own.HasWholeX87();
        }

        private bool AddMembers(CRecordType record, long offset)
        {
            foreach (FieldLayout field in LayoutEngine.OfRecord(record, target).Fields)
            {
                bool fits = field.Member.BitWidth is { } width
                    ? AddBitField(record, field, width, offset + field.Offset)
                    : (!target.FollowsClang || IsPlain(field.Member.Type, offset + field.Offset)) && Add(field.Member.Type, offset + field.Offset);
                if (!fits)
                {
                    return false;
                }
            }

            return true;
        }

        private bool IsPlain(CType type, long offset) => !IsAtomic(type) && offset % LayoutEngine.Of(type, target).Alignment == 0;

        private static bool IsAtomic(CType type)
        {
            while (type.Unqualified is CArrayType array)
            {
                type = array.Item;
            }

            return (type.Qualifiers & CQualifiers.Atomic) != 0;
        }

        // A bit-field is INTEGER in every eightbyte that contains its bits, and needs no alignment. GCC treats some as
        // ordinary integers, which need alignment: bit-fields in a union, and bit-fields that fill a whole integer.
        private bool AddBitField(CRecordType record, FieldLayout field, int width, long position)
        {
            if (target.FollowsClang)
            {
                return field.Member.Name is null || AddBits(field, position);
            }

            if (width == 0)
            {
                // It has size 0, but GCC counts it in a union.
                if (record.IsUnion)
                {
                    Mark(RegisterClass.Integer, position);
                }

                return true;
            }

            if (record.IsUnion)
            {
                return AddAligned(RegisterClass.Integer, position, IntegerSizeFor(width));
            }

            bool isPacked = record.LayoutRules.IsPacked || field.Member.IsPacked;
            bool fills = IntegerSizeFor(width) * 8 == width && field.BitOffset == 0 && field.Offset * 8 % width == 0;
            if (fills && (width == 8 || !isPacked))
            {
                return AddAligned(RegisterClass.Integer, position, width / 8);
            }

            return AddBits(field, position);
        }

        private bool AddBits(FieldLayout field, long position)
        {
            Mark(RegisterClass.Integer, position);
            Mark(RegisterClass.Integer, position + field.StorageSize - 1);
            return true;
        }

        private static int IntegerSizeFor(int width)
        {
            int size = 1;
            while (size * 8 < width)
            {
                size *= 2;
            }

            return size;
        }

        // Post-merger cleanup (3.2.3, classification, step 5): X87UP without X87 before it is memory.
        public bool HasWholeX87() =>
            First != RegisterClass.Memory && Second != RegisterClass.Memory
            && (Second != RegisterClass.X87Up || First == RegisterClass.X87 || target.FollowsClang);

        private void Mark(RegisterClass which, long offset)
        {
            ref RegisterClass slot = ref classes[offset / 8];
            slot = Merge(slot, which);
        }
    }
}
