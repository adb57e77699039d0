enum arrays_letter { A = 3, B = 4 };
struct arrays_pair { int a; double b; };
extern unsigned long long arrays_integers[16];
extern double arrays_floatings[16];
extern char arrays_texts[16][8];
extern int arrays_are_text;
