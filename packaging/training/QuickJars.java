import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * Makes jars quick to start from; their code stays as it is. Used by packaging/train: java QuickJars.java JAR...
 *
 * <p>Classes compiled for Java 5 or older get a class-file version that an ahead-of-time cache takes. A signature that nobody asks for
 * is taken out: its manifest names every file, and is searched through whenever a class is looked for that is nowhere.
 */
final class QuickJars {
  private static final int FIRST_IN_CACHE = 50;
  private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

  public static void main(String[] jars) throws IOException {
    for (String name : jars) {
      Path jar = Path.of(name);
      boolean signed;
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        signed = zip.stream().anyMatch(entry -> SIGNATURE.matcher(entry.getName()).matches());
      }
      byte[] bytes = copy(jar, signed);
      if (bytes != null) {
        Path part = Files.write(jar.resolveSibling(jar.getFileName() + ".part"), bytes);
        Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** The quicker jar; null if it would be the same. */
  private static byte[] copy(Path jar, boolean signed) throws IOException {
    boolean changed = signed;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (URLClassLoader types = new URLClassLoader(new URL[] {jar.toUri().toURL()});
        ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] content = in.readAllBytes();
        if (signed && SIGNATURE.matcher(entry.getName()).matches()) {
          continue;
        } else if (signed && entry.getName().equals(JarFile.MANIFEST_NAME)) {
          content = general(content);
        } else if (entry.getName().endsWith(".class") && ((content[6] & 0xff) << 8 | content[7] & 0xff) < FIRST_IN_CACHE) {
          content = newer(content, types);
          changed = true;
        }
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        out.write(content);
      }
    }
    return changed ? bytes.toByteArray() : null;
  }

  /** What a manifest says of the whole jar. */
  private static byte[] general(byte[] content) throws IOException {
    Manifest manifest = new Manifest(new ByteArrayInputStream(content));
    manifest.getEntries().clear();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    manifest.write(bytes);
    return bytes.toByteArray();
  }

  private static byte[] newer(byte[] content, ClassLoader types) {
    ClassFile files =
        ClassFile.of(
            StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(types)));
    ClassModel model = files.parse(content);
    return files.transformClass(
        model,
        // Through a transform, so that each method gets the stack maps that a newer version demands.
        ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
            .andThen(ClassTransform.endHandler(builder -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0))));
  }
}
