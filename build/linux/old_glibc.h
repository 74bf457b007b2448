/* Compiled before everything that build/oldest.sh compiles: the functions of which glibc 2.29 has a new version are
   taken in the version of the first release for the processor, so that the program runs on glibc 2.28 (UOS 20). The old
   ones set errno by a wrapper, which is all that sets them apart. */
#if defined __x86_64__
#define FIRST "GLIBC_2.2.5"
#elif defined __aarch64__
#define FIRST "GLIBC_2.17"
#endif
#ifdef FIRST
__asm__(".symver exp,exp@" FIRST);
__asm__(".symver exp2,exp2@" FIRST);
__asm__(".symver log,log@" FIRST);
__asm__(".symver log2,log2@" FIRST);
__asm__(".symver pow,pow@" FIRST);
#undef FIRST
#endif
